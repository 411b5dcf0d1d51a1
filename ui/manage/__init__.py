"""The screens of the contributors: view-models without Streamlit, and the parts that show them."""
