"""Commas, quotes and layout come out right wherever the cursor stands."""

from __future__ import annotations

import pytest

JSON = [
    # inside of an empty object, after the opening brace, between brackets with blanks
    ('{"metadata": {|}}', "cpu", '{"metadata": {"cpu": 2}}'),
    ('{ "networking": { "gateway": "gw-1" }, "metadata": {|} }', "cpu",
     '{ "networking": { "gateway": "gw-1" }, "metadata": { "cpu": 2 } }'),
    # between brackets at the beginning of a line
    ("{|}", "metadata", '{\n  "metadata": {}\n}'),
    ("{m|}", "metadata", '{\n  "metadata": {}\n}'),
    ('{\n    "metadata": {"|"}\n}', "cpu", '{\n    "metadata": {\n        "cpu": 2\n    }\n}'),
    ('{\n  "storage": [|]\n}', "{ }",
     '{\n  "storage": [\n    {\n      "mount_path": ""\n    }\n  ]\n}'),
    ('{\n  "storage": [\n    {|}\n  ]\n}', "mount_path",
     '{\n  "storage": [\n    {\n      "mount_path": ""\n    }\n  ]\n}'),
    ('{\n  "cronscaler": {\n    "ExcludeDates": [|]\n  }\n}', "* * * * * 0,6",
     '{\n  "cronscaler": {\n    "ExcludeDates": ["* * * * * 0,6"]\n  }\n}'),
    # behind, before and between members
    ('{"metadata": {"name": "a",|}}', "cpu", '{"metadata": {"name": "a", "cpu": 2}}'),
    ('{"metadata": {"name": "a", |}}', "cpu", '{"metadata": {"name": "a", "cpu": 2}}'),
    ('{"metadata": {"name": "a" |}}', "cpu", '{"metadata": {"name": "a", "cpu": 2}}'),
    ('{"metadata": {|"name": "a"}}', "cpu", '{"metadata": {"cpu": 2, "name": "a"}}'),
    ('{"metadata": {"name": "a", | "gpu": 1}}', "cpu", '{"metadata": {"name": "a", "cpu": 2, "gpu": 1}}'),
    ('{"metadata": {"rpc": {}|}}', "cpu", '{"metadata": {"rpc": {}, "cpu": 2}}'),
    ('{"metadata": {"rpc": {}|, "gpu": 1}}', "cpu", '{"metadata": {"rpc": {}, "cpu": 2, "gpu": 1}}'),
    # on lines of their own
    ('{\n  "metadata": {\n    "name": "a"\n    |\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "name": "a",\n    "cpu": 2\n  }\n}'),
    ('{\n  "metadata": {\n    |"name": "a"\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "cpu": 2,\n    "name": "a"\n  }\n}'),
    ('{\n  "metadata": {\n    |\n    "name": "a"\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "cpu": 2,\n    "name": "a"\n  }\n}'),
    ('{\n    "metadata": {"name": "a"},\n    |\n}', "containers",
     '{\n    "metadata": {"name": "a"},\n    "containers": [\n        {\n            "image": ""\n        }\n    ]\n}'),
    # half-typed keys
    ('{"metadata": {cp|}}', "cpu", '{"metadata": {"cpu": 2}}'),
    ('{"metadata": {"cp|"}}', "cpu", '{"metadata": {"cpu": 2}}'),
    ('{"metadata": {"cp|}}', "cpu", '{"metadata": {"cpu": 2}}'),
    ('{"metadata": {"name": "a", "cp| "gpu": 1}}', "cpu", '{"metadata": {"name": "a", "cpu": 2, "gpu": 1}}'),
    ('{"metadata": {"name": "a", "cp|, "gpu": 1}}', "cpu", '{"metadata": {"name": "a", "cpu": 2, "gpu": 1}}'),
    ('{"metadata": {"name": "a" "cp|"}}', "cpu", '{"metadata": {"name": "a", "cpu": 2}}'),
    ('{\n  "metadata": {\n    "name": "a"\n    cp|\n    "gpu": 1\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "name": "a",\n    "cpu": 2,\n    "gpu": 1\n  }\n}'),
    # keys that have their value already
    ('{"metadata": {"mem|ory": 8192}}', "cpu", '{"metadata": {"cpu": 8192}}'),
    ('{"metadata": {"mem|": 8192}}', "memory", '{"metadata": {"memory": 8192}}'),
    ('{"metadata": {"sched|" {}}}', "scheduling", '{"metadata": {"scheduling": {}}}'),
    # values
    ('{"metadata": {"qos":|}}', "BestEffort", '{"metadata": {"qos": "BestEffort"}}'),
    ('{"metadata": {"qos": |}}', "BestEffort", '{"metadata": {"qos": "BestEffort"}}'),
    ('{"metadata": {"qos": | "gpu": 1}}', "BestEffort", '{"metadata": {"qos": "BestEffort", "gpu": 1}}'),
    ('{"metadata": {"qos": \n|\n "gpu": 1}}', "BestEffort", '{"metadata": {"qos": \n"BestEffort",\n "gpu": 1}}'),
    ('{"metadata": {"qos": Be|}}', "BestEffort", '{"metadata": {"qos": "BestEffort"}}'),
    ('{"metadata": {"qos": "Be|}}', "BestEffort", '{"metadata": {"qos": "BestEffort"}}'),
    ('{"metadata": {"qos": "Be|, "gpu": 1}}', "BestEffort", '{"metadata": {"qos": "BestEffort", "gpu": 1}}'),
    ('{"metadata": {"qos": "Best|Effort"}}', "BestEffort", '{"metadata": {"qos": "BestEffort"}}'),
    ('{"metadata": {"rpc": {"batching": fal|}}}', "true", '{"metadata": {"rpc": {"batching": true}}}'),
    # items
    ('{"cronscaler": {"ExcludeDates": [|]}}', "* * * * * 0,6", '{"cronscaler": {"ExcludeDates": ["* * * * * 0,6"]}}'),
    ('{"cronscaler": {"ExcludeDates": ["a" |]}}', "* * * * * 0,6",
     '{"cronscaler": {"ExcludeDates": ["a", "* * * * * 0,6"]}}'),
    ('{"cronscaler": {"ExcludeDates": [|"a"]}}', "* * * * * 0,6",
     '{"cronscaler": {"ExcludeDates": ["* * * * * 0,6", "a"]}}'),
    ('{"storage": [{"mount_path": "/a"}|]}', "{ }", '{"storage": [{"mount_path": "/a"}, {"mount_path": ""}]}'),
    ('{"storage": [{"mount_path": "/a"}, |]}', "{ }", '{"storage": [{"mount_path": "/a"}, {"mount_path": ""}]}'),
    # a file that ends too early
    ('{"metadata": {"name": "a", |', "cpu", '{"metadata": {"name": "a", "cpu": 2'),
    ('{\n  "metadata": {\n    |', "cpu", '{\n  "metadata": {\n    "cpu": 2'),
]  # fmt: skip

JSONC = [
    ('{"metadata": {"name": "a" /* who */ |}}', "cpu", '{"metadata": {"name": "a", /* who */ "cpu": 2}}'),
    ('{\n  "metadata": {\n    "name": "a" // who\n    |\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "name": "a", // who\n    "cpu": 2\n  }\n}'),
    ('{\n  "metadata": {\n    | // more\n    "name": "a"\n  }\n}', "cpu",
     '{\n  "metadata": {\n    "cpu": 2, // more\n    "name": "a"\n  }\n}'),
]  # fmt: skip

YAML = [
    ("metadata:\n  |", "cpu", "metadata:\n  cpu: 2"),
    ("metadata:\n  cp|\n", "cpu", "metadata:\n  cpu: 2\n"),
    ("metadata:\n  name: a\n  |\ncontainers: []\n", "cpu", "metadata:\n  name: a\n  cpu: 2\ncontainers: []\n"),
    ("metadata:\n  name: a\n  cp|\n  gpu: 1\n", "cpu", "metadata:\n  name: a\n  cpu: 2\n  gpu: 1\n"),
    ("metadata:\n  name: a\n  cp| # how many\n", "cpu", "metadata:\n  name: a\n  cpu: 2 # how many\n"),
    ("metadata:\n  mem|ory: 8192\n", "cpu", "metadata:\n  cpu: 8192\n"),
    ("metadata:\n  name: a\n|\n", "containers", "metadata:\n  name: a\ncontainers:\n  - image: \n"),
    ("containers:\n- image: x\n|", "storage", "containers:\n- image: x\nstorage:\n- mount_path: "),
    ("containers:\n  - |\n", "image", "containers:\n  - image: \n"),
    ("containers:\n  - im|\n    port: 8000\n", "image", "containers:\n  - image: \n    port: 8000\n"),
    ("containers:\n  - image: x\n    |\n  - image: y\n", "port",
     "containers:\n  - image: x\n    port: 8000\n  - image: y\n"),
    # behind Enter, where editors put the cursor below the mark of the item
    ("containers:\n  - image: x\n  po|\n", "port", "containers:\n  - image: x\n    port: 8000\n"),
    ("containers:\n  - image: x\n    port: 1\n  |\n  - image: y\n", "script",
     "containers:\n  - image: x\n    port: 1\n    script: \n  - image: y\n"),
    ("storage:\n  |", "{ }", "storage:\n  - mount_path: "),
    ("storage:\n  - mount_path: /a\n  |\n", "{ }", "storage:\n  - mount_path: /a\n  - mount_path: \n"),
    ("metadata:\n  qos:|\n", "BestEffort", "metadata:\n  qos: BestEffort\n"),
    ("metadata:\n  qos: Be |\n", "BestEffort", "metadata:\n  qos: BestEffort\n"),
    ("metadata:\n  qos: Be | # why\n", "BestEffort", "metadata:\n  qos: BestEffort # why\n"),
    ("metadata:\n  qos: Be|\n", "BestEffort", "metadata:\n  qos: BestEffort\n"),
    ("metadata:\n  qos: |# why\n", "BestEffort", "metadata:\n  qos: BestEffort # why\n"),
    ("metadata:\n  'qos': \"Be|\"\n", "BestEffort", "metadata:\n  'qos': \"BestEffort\"\n"),
    ("metadata:\n  cuda: |\n", "10.0", 'metadata:\n  cuda: "10.0"\n'),
    ("cronscaler:\n  ExcludeDates:\n    - |\n", "* * * * * 0,6",
     'cronscaler:\n  ExcludeDates:\n    - "* * * * * 0,6"\n'),
    ("metadata: {name: a, |}\n", "cpu", "metadata: {name: a, cpu: 2}\n"),
    ("metadata: {name: a, cp|}\n", "cpu", "metadata: {name: a, cpu: 2}\n"),
    ('metadata: {"name": a, |}\n', "cpu", 'metadata: {"name": a, "cpu": 2}\n'),
    ("metadata: {qos: |}\n", "BestEffort", "metadata: {qos: BestEffort}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "expected"), JSON)
def test_json_is_written_whole(ask, text, label, expected):
    assert ask(text).accepted(label) == expected


@pytest.mark.parametrize(("text", "label", "expected"), JSONC)
def test_comments_stay_where_they_are(ask, text, label, expected):
    assert ask(text, "jsonc").accepted(label) == expected


@pytest.mark.parametrize(("text", "label", "expected"), YAML)
def test_yaml_is_written_whole(ask, text, label, expected):
    assert ask(text, "yaml").accepted(label) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"metadata" |: {}}',  # between a key and its colon
        '{"metadata": |{}}',  # before an object
        '{"metadata": {}} |',  # behind the file's value
        '{"unknown": {|}}',
        '"text|" 1',
    ],
)
def test_nothing_is_offered_where_nothing_fits(ask, text):
    assert ask(text).labels == []


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // cp|\n  "metadata": {}\n}',
        '{"metadata": {/* | */}}',
    ],
)
def test_comments_are_left_alone(ask, text):
    assert ask(text, "jsonc").labels == []


@pytest.mark.parametrize(
    "text",
    [
        "metadata: # |\n",
        "containers:\n  - script: >\n      python |\n",
        "metadata:\n  name: a\n|\n  cpu: 1\n",  # a key here would cut the object in two
        "metadata:\n      |\n  name: a\n",
        "metadata:\n\t|\n",
        "meta|data\t\n",
        "labels: {}\nmeta|data\t\n",
        "metadata: &shared\n  name: a\nlabels: *sha|red\n",
    ],
)
def test_yaml_that_would_change_its_meaning_is_left_alone(ask, text):
    assert ask(text, "yaml").labels == []
