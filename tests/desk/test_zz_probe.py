from tests.desk.test_rights_pages import *
def test_probe(world):
    for route,row in ROWS.items():
        if "logout" in route: continue
        got=[world.ask(w,row,"GET") for w in WHO]
        if tuple(got)!=row.get: print("\nGET",route,got,row.get)
    for route in POSTED:
        if "logout" in route: continue
        row=ROWS[route]
        got=[world.ask(w,row,"POST") for w in WHO]
        if tuple(got)!=row.post: print("\nPOST",route,got,row.post)
