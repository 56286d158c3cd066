"""WHAT WE ASSUME: efforts and chances of the workbench, thresholds and grades of the rehearsal."""
