print("incidents")
