"""Names in a spreadsheet matched with our speakers: Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
Clients such as OpenRefine send names in batches and get candidates with scores. A
candidate is a match only where nothing is left to doubt: a wrong match in a newsroom's
spreadsheet is worse than none.
"""
