/**
 * How threads scale on this machine when they share nothing: what no program could exceed here. Cores of a rented machine are
 * seldom whole ones.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const STEPS = 600_000_000;

/** Integer arithmetic in registers; it tells how long it took, in ms. */
const LOOP = `
  const { parentPort } = require('node:worker_threads');
  const spin = (steps) => {
    let sum = 1;
    for (let step = 0; step < steps; step += 1) sum = (Math.imul(sum, 1664525) + 1013904223) | 0;
    return sum;
  };
  spin(${STEPS / 10});
  const startedAtMs = performance.now();
  const sum = spin(${STEPS});
  parentPort.postMessage({ tookMs: performance.now() - startedAtMs, sum });
`;

async function spinMs(threads: number): Promise<number> {
  const workers = Array.from({ length: threads }, () => new Worker(LOOP, { eval: true }));
  const answers = await Promise.all(workers.map((worker) => once(worker, 'message')));
  return Math.max(...answers.map(([{ tookMs }]) => tookMs as number));
}

/** Loops a second of `threads` threads over those of one, divided by their number: 1 at best. */
export async function bareScaling(threads: number): Promise<number> {
  return (await spinMs(1)) / (await spinMs(threads));
}
