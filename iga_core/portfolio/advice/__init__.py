"""What a team could do: steps, plans, what to send, what hangs on it, what refusal would cost."""
