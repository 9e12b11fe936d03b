def test_x(newsroom):
    import json
    print(json.dumps(newsroom.post, indent=1))
    n = newsroom
    print(n.anybody.get("/blogs").json, n.editor.get("/blogs").json)
    for p in ["/blogs/fire","/blogs/quay","/blogs/fire/posts","/blogs/fire/changes","/nope","/openapi.json","/blogs/fire/posts?limit=0", "/blogs/fire/posts/"+n.post["id"]]:
        r=n.anybody.get(p); print(p, r.status, dict(r.headers), r.raw.content[:300])
    r=n.anybody.post("/blogs",{}); print(r.status, dict(r.headers), r.raw.content)
    r=n.editor.ask("DELETE","/blogs",{}); print(r.status, dict(r.headers), r.raw.content)
