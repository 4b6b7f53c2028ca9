"""Calls the gateway with a client that `openapi-python-client` has made."""

import importlib
import json
import os
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
plays = json.loads(os.environ["GATEWAY_PLAYS"])
module = plays["operation"].replace("-", "_")
[file] = pathlib.Path(sys.argv[1], "client", "api").glob(f"*/{module}.py")
call = importlib.import_module(f"client.api.{file.parent.name}.{module}")
models = importlib.import_module("client.models")
client = importlib.import_module("client").AuthenticatedClient
Request = call.sync_detailed.__annotations__["body"]
Request = getattr(models, getattr(Request, "__name__", str(Request)))


def ask(body, token=os.environ["GATEWAY_TOKEN"]):
    with client(base_url=os.environ["GATEWAY_URL"], token=token) as asking:
        return call.sync_detailed(client=asking, body=Request.from_dict(body))


done = ask(plays["body"])
assert done.status_code == 200, done
assert done.headers["gateway-outcome"] == "success", done
assert done.parsed["more"] == "한글", done.parsed

refused = ask(plays["refused"])
assert refused.status_code == plays["refusal"]["status"], refused
assert refused.headers["gateway-code"] == plays["refusal"]["code"], refused
assert plays["refusal"]["code"] in json.dumps(refused.parsed.to_dict()), refused

invalid = ask(plays["invalid"])
assert invalid.status_code == 422, invalid
assert type(invalid.parsed) is models.GatewayProblem, invalid
assert {it.path for it in invalid.parsed.violations} == {plays["violation"]}, invalid

stranger = ask(plays["body"], "0" * 64)
assert stranger.status_code == 401, stranger
assert stranger.parsed.type_ == "/problems/token", stranger
print("Python: well")
