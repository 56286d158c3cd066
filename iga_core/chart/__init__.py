"""Pictures of the record: geometry and words, written as HTML for pages and as SVG for paper."""
