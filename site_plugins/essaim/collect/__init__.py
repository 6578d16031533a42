"""First room: files become checked initiatives.

Read `collection.py` first: it lists a folder (`folder.py`), reads each file (`entry.py`) and
compares them (`neighbours.py`). A file goes through `source.py` (bytes to text), `frontmatter.py`
and `yaml_reader.py` (text to data with positions), `model.py` (data to typed parts),
`validation.py` and `story.py` (all the rest). What is wrong is a `Flaw` (`flaws.py`) until it is
put into words; pydantic's errors become flaws in `messages.py` and `explanations.py`.
"""
