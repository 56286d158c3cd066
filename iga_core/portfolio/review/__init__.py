"""What to look at before it is sent: the law's questions, the rehearsal, its recap by agency."""
