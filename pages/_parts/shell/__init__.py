"""The shell of every page: what a browser shows before Streamlit's program is there."""
