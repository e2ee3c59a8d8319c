// The verdicts of AJV and of yaml-language-server, for bench/agreement.py.
//
// Reads one JSON object a line, {file, schema, value, text}; prints one a line, {ajv, server}:
// what each has to say against it. The schemas lie in the folder given, by name.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, schemas] = process.argv.slice(2);
const need = createRequire(pathToFileURL(`${modules}/package.json`));
const rpc = need("vscode-jsonrpc/node");
const { default: Ajv } = need("ajv/dist/2020");

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const compiled = new Map();
function against(schema, value) {
  if (!compiled.has(schema)) {
    const text = readFileSync(`${schemas}/${schema}.schema.json`, "utf8");
    compiled.set(schema, ajv.compile(JSON.parse(text)));
  }
  const check = compiled.get(schema);
  return check(value) ? [] : check.errors.map((e) => `${e.instancePath} ${e.message}`);
}

const server = spawn(process.execPath, [need.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"]);
const wire = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const waiting = new Map();
wire.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
  waiting.get(uri)?.(diagnostics.map((d) => `${d.range.start.line + 1}: ${d.message}`));
});
wire.onRequest("workspace/configuration", ({ items }) =>
  items.map(({ section }) => (section === "yaml" ? { validate: true, schemaStore: { enable: false } } : null)),
);
wire.onRequest("client/registerCapability", () => null);
wire.listen();
await wire.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: { workspace: { configuration: true } },
});
wire.sendNotification("initialized", {});

let number = 0;
async function said(file, text) {
  // A name of its own, beside the file: the server takes back what it said of a closed one.
  const uri = pathToFileURL(file.replace(/\.yaml$/, `.${(number += 1)}.yaml`)).href;
  const told = new Promise((resolve) => waiting.set(uri, resolve));
  wire.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  const found = await told;
  waiting.delete(uri);
  wire.sendNotification("textDocument/didClose", { textDocument: { uri } });
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { file, schema, value, text } = JSON.parse(line);
  console.log(JSON.stringify({ ajv: against(schema, value), server: await said(file, text) }));
}
server.kill();
process.exit(0);
