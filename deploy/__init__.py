"""Running the app for the public: see docs/deploy.md."""
