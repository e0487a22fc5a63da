// A process that plays shards of a campaign; it registers the loader of TypeScript for itself (ADR 0014).
await import('../../bin/typescript.mjs');
await import('./worker.ts');
