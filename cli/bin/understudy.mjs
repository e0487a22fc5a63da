#!/usr/bin/env node
// Runs the command from its TypeScript sources (ADR 0014). Works with Node alone on Linux, macOS and Windows.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Understudy needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
const { run } = await import('./program.mjs');
await run('main');
