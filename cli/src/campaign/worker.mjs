// A worker thread of a campaign. Threads do not inherit the loader of TypeScript (ADR 0014), so it is registered here again.
await import('../../bin/typescript.mjs');
const { runTask } = await import('./worker.ts');
export default runTask;
