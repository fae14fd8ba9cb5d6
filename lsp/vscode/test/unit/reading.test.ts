import assert from "node:assert/strict";
import { test } from "node:test";

import { isServiceName } from "../../src/names.js";
import { pathTo } from "../../src/outline.js";
import { readTemplates } from "../../src/templates.js";

test("services are known by their names", () => {
  for (const name of ["/a/service.json", "service.yml", "/a/chat.service.jsonc", "C:\\a\\chat.eas.yaml"]) {
    assert.ok(isServiceName(name), name);
  }
  for (const name of ["/a/package.json", "/a/myservice.json", "/a/service.toml", "/service/x.json"]) {
    assert.ok(!isServiceName(name), name);
  }
});

test("the list of templates is read", () => {
  const listed = "quickstart  Quick start: A program: small.\nllm-vllm    LLM with vLLM: A chat model.\n\n";
  assert.deepEqual(readTemplates(listed), [
    { name: "quickstart", title: "Quick start", description: "A program: small." },
    { name: "llm-vllm", title: "LLM with vLLM", description: "A chat model." },
  ]);
});

test("the path at a position is that of the innermost symbol", () => {
  const span = (start: number, end: number) => ({
    start: { line: 0, character: start },
    end: { line: 0, character: end },
  });
  const image = { name: "image", range: span(20, 30) };
  const outline = [
    { name: "metadata", range: span(1, 9) },
    { name: "containers", range: span(10, 40), children: [{ name: "[0]", range: span(19, 31), children: [image] }] },
  ];
  assert.equal(pathTo(outline, { line: 0, character: 25 }), "containers[0].image");
  assert.equal(pathTo(outline, { line: 0, character: 12 }), "containers");
  assert.equal(pathTo(outline, { line: 1, character: 0 }), "");
});
