// A worker thread of a campaign. Threads do not inherit the loader of TypeScript (ADR 0014), so it is registered here again.
const { register } = await import('tsx/esm/api');
register();
const { runTask } = await import('./worker.ts');
export default runTask;
