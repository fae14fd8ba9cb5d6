/**
 * Types whole configs from empty files in a real VS Code, with what the lists offer and nothing else:
 * node type-a-config.mjs INSTALLED EXTENSION.vsix ENVIRONMENT PICTURES
 *
 * What is typed is what a person types: some letters of a name, arrows, Enter and Tab, and values that only people know.
 */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { serve } from "./vscode.mjs";
import { Window, launch, until } from "./window.mjs";

const [installed, extension, environment, pictures] = process.argv.slice(2).map((path) => resolve(path));

const LLM = `{
    "metadata": {
        "name": "chat",
        "instance": 2,
        "workspace_id": "140523",
        "rpc": {
            "keepalive": 600000
        }
    },
    "cloud": {
        "computing": {
            "instances": [
                {
                    "type": "ecs.gn7i-c8g1.2xlarge",
                    "spot_price_limit": 6.5
                },
                {
                    "type": "ecs.gn7i-c32g1.8xlarge",
                    "spot_price_limit": 9
                },
                {
                    "type": "ecs.gn7i-c8g1.2xlarge"
                }
            ],
            "disable_spot_protection_period": true
        }
    },
    "containers": [
        {
            "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
            "port": 8001,
            "script": "vllm serve /model_dir --port 8001",
            "startup_check": {
                "http_get": {
                    "path": "/health",
                    "port": 8001
                },
                "initial_delay_seconds": 120,
                "period_seconds": 10,
                "timeout_seconds": 5,
                "failure_threshold": 60
            }
        }
    ],
    "storage": [
        {
            "mount_path": "/model_dir",
            "oss": {
                "path": "oss://acme-models/qwen/"
            }
        }
    ],
    "autoscaler": {
        "min": 2,
        "max": 6,
        "strategies": {
            "qps": 20
        }
    }
}`;
const LLM_YAML = `metadata:
  name: chat
  instance: 2
  workspace_id: "140523"
  rpc:
    keepalive: 600000
cloud:
  computing:
    instances:
      - type: ecs.gn7i-c8g1.2xlarge
        spot_price_limit: 6.5
      - type: ecs.gn7i-c16g1.4xlarge
containers:
  - image: eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu
    port: 8001
    script: vllm serve /model_dir --port 8001
    startup_check:
      tcp_socket:
        port: 8001
      initial_delay_seconds: 120
      period_seconds: 10
      timeout_seconds: 5
      failure_threshold: 60
storage:
  - mount_path: /model_dir
    oss:
      path: oss://acme-models/qwen/
autoscaler:
  min: 2
  max: 6
  strategies:
    qps: 20`;
const SCORER = `{
  "metadata": {
    "name": "scorer",
    "instance": 2,
    "cpu": 4,
    "memory": 8192
  },
  "processor": "pmml",
  "model_path": "oss://acme-models/churn/model.pmml"
}`;
const SCORER_YAML = `metadata:
  name: scorer
  instance: 2
  cpu: 4
  memory: 8192
processor: pmml
model_path: oss://acme-models/churn/model.pmml`;

const root = mkdtempSync(join(tmpdir(), "easui-typing-"));
const workspace = join(root, "services");
const FILES = [
  "llm.service.json",
  "llm.service.yaml",
  "scorer.service.json",
  "scorer.service.yaml",
  "new.service.json",
];
let vscode, browser, window;

before(async () => {
  mkdirSync(workspace);
  for (const name of FILES) {
    writeFileSync(join(workspace, name), "");
  }
  symlinkSync(environment, join(workspace, ".venv"));
  const searchPath = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  vscode = await serve({ installed, profile: join(root, "profile"), extension, searchPath });
  browser = await launch(installed);
  window = await Window.open(browser, vscode.address(workspace), pictures);
});

after(async () => {
  await browser?.close();
  await vscode?.stop();
  rmSync(root, { recursive: true });
});

/** Opens an empty file, once easui says what it thinks of it. */
async function begin(name) {
  await window.openFile(name);
  await window.seen(".statusbar-item", /EAS\s+1\s+0/);
}

/** Types some letters, which open the list, and takes a choice from it: with Enter where it is the first. */
async function take(letters, choice) {
  await window.type(letters);
  await window.takeChoice(choice);
}

/** Waits for a list that opens by itself, and takes a choice from it once some letters are typed. */
async function takeWhatOpened(letters, choice) {
  await window.page.locator(".suggest-widget.visible .monaco-list-row.focused").waitFor();
  await take(letters, choice);
}

/** Types a text that no list helps with, and leaves its place. */
async function write(text, ...keys) {
  await window.type(text);
  await window.press(...keys);
}

/** Goes on behind what stands so many lines above the last one. */
async function goOn(linesAbove) {
  await window.press("Control+End", ...Array(linesAbove).fill("ArrowUp"), "End", "Enter");
}

/** The file once it is saved, which must hold what was meant, with no error and no warning. */
async function finished(name, expected) {
  await window.press("Escape", "Control+s");
  const text = () => readFileSync(join(workspace, name), "utf8");
  await until(`${name} is saved`, () => text() !== "");
  assert.equal(text(), expected);
  await window.seen(".statusbar-item", /EAS\s+0\s+0/);
}

test("a language model: spot machines, an image, a check, a mount, a scaler", async () => {
  await begin("llm.service.json");
  await write("{", "Enter");
  await take("me", "metadata");
  await takeWhatOpened("na", "name");
  await write("chat", "Tab", "Enter");
  await take("ins", "instance");
  await write("2", "Enter");
  await take("wo", "workspace_id");
  await write("140523", "Tab", "Enter");
  await take("rp", "rpc");
  await takeWhatOpened("kee", "keepalive");
  await write("600000");

  await goOn(1);
  await take("clo", "cloud: spot with a fallback");
  await window.type("a10 24");
  await window.seen(".suggest-widget.visible .monaco-list-row.focused", "ecs.gn7i-c8g1.2xlarge");
  await window.picture("vscode-typing");
  await window.takeChoice("ecs.gn7i-c8g1.2xlarge");
  await write("", "Tab");
  await write("6.5", "Tab");
  await take("a10 32c", "ecs.gn7i-c32g1.8xlarge");
  await write("", "Tab");
  await write("9", "Tab", "Tab");
  await window.takeChoice("true");

  await goOn(1);
  await take("con", "containers");
  await takeWhatOpened("vllm", "pai-eas/vllm:0.14.0-gpu");
  await write("", "Tab", "Enter");
  await take("po", "port");
  await write("8001", "Tab", "Enter");
  await take("scr", "script");
  await write("vllm serve /model_dir --port 8001", "Tab", "Enter");
  await take("star", "startup_check: HTTP");
  await write("", "Tab", "Tab");
  await write("120");

  await goOn(1);
  await take("sto", "storage");
  await takeWhatOpened("", "/model_dir");
  await write("", "Tab", "Enter");
  await take("os", "oss");
  await write("oss://acme-models/qwen/");

  await goOn(1);
  await take("auto", "autoscaler: requests");
  await write("2", "Tab");
  await write("6", "Tab");
  await write("20");
  await finished("llm.service.json", LLM);
});

test("a model for a processor of the platform", async () => {
  await begin("scorer.service.json");
  await window.press("Control+Space");
  await window.takeChoice("{ }");
  await takeWhatOpened("me", "metadata");
  await takeWhatOpened("na", "name");
  await write("scorer", "Tab", "Enter");
  await take("ins", "instance");
  await write("2", "Enter");
  await take("cp", "cpu");
  await write("4", "Enter");
  await take("mem", "memory");
  await write("8192");
  await goOn(1);
  await take("proc", "processor");
  await takeWhatOpened("pm", "pmml");
  await write("", "Tab", "Enter");
  await take("model_p", "model_path");
  await write("oss://acme-models/churn/model.pmml", "Tab");
  await finished("scorer.service.json", SCORER);
});

test("the language model in YAML", async () => {
  await begin("llm.service.yaml");
  await take("me", "metadata");
  await takeWhatOpened("na", "name");
  await write("chat", "Enter");
  await take("ins", "instance");
  await write("2", "Enter");
  await take("wo", "workspace_id");
  await write('"140523', "End", "Enter");
  await take("rp", "rpc");
  await takeWhatOpened("kee", "keepalive");
  await write("600000", "Enter", "Backspace", "Backspace");
  await take("clo", "cloud");
  await takeWhatOpened("comp", "computing");
  await takeWhatOpened("ins", "instances");
  await takeWhatOpened("a10 24", "ecs.gn7i-c8g1.2xlarge");
  await write("", "Enter");
  await take("spot", "spot_price_limit");
  await write("6.5", "Enter", "Backspace");
  await take("- ty", "type");
  await takeWhatOpened("a10 16c", "ecs.gn7i-c16g1.4xlarge");
  await write("", "Enter", "Backspace", "Backspace", "Backspace");
  await take("con", "containers");
  await takeWhatOpened("vllm", "pai-eas/vllm:0.14.0-gpu");
  await write("", "Enter");
  await take("po", "port");
  await write("8001", "Enter");
  await take("scr", "script");
  await write("vllm serve /model_dir --port 8001", "Enter");
  await take("star", "startup_check: TCP");
  await write("", "Tab");
  await write("120", "Tab", "Tab", "Tab", "Tab", "Enter", "Backspace", "Backspace", "Backspace");
  await take("sto", "storage");
  await takeWhatOpened("", "/model_dir");
  await write("", "Enter");
  await take("os", "oss");
  await write("oss://acme-models/qwen/", "Enter", "Backspace", "Backspace", "Backspace");
  await take("auto", "autoscaler: requests");
  await write("2", "Tab");
  await write("6", "Tab");
  await write("20");
  await finished("llm.service.yaml", LLM_YAML);
});

test("the model for a processor in YAML", async () => {
  await begin("scorer.service.yaml");
  await take("me", "metadata");
  await takeWhatOpened("na", "name");
  await write("scorer", "Enter");
  await take("ins", "instance");
  await write("2", "Enter");
  await take("cp", "cpu");
  await write("4", "Enter");
  await take("mem", "memory");
  await write("8192", "Enter", "Backspace");
  await take("proc", "processor");
  await takeWhatOpened("pm", "pmml");
  await write("", "Enter");
  await take("model_p", "model_path");
  await write("oss://acme-models/churn/model.pmml");
  await finished("scorer.service.yaml", SCORER_YAML);
});

test("a whole service to begin with", async () => {
  await begin("new.service.json");
  await window.press("Control+Space");
  await window.seen(".suggest-widget.visible .monaco-list-row.focused", "CPU quick start");
  await window.takeChoice("LLM on a GPU with vLLM");
  await write("assistant", "Tab");
  await write("140523", "Tab");
  await write("oss://acme-models/qwen/", "Escape", "Control+s");
  await until("the service is saved", () => readFileSync(join(workspace, "new.service.json"), "utf8") !== "");
  const { metadata, storage } = JSON.parse(readFileSync(join(workspace, "new.service.json"), "utf8"));
  assert.deepEqual([metadata.name, metadata.workspace_id], ["assistant", "140523"]);
  assert.equal(storage[0].oss.path, "oss://acme-models/qwen/");
  await window.seen(".statusbar-item", /EAS\s+0\s+0/);
});
