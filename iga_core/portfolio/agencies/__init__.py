"""One portfolio among many agencies: handed out to each, and gathered from what they return."""
