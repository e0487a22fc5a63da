/** Where the time goes: a CPU profile of some work, summed up by package and by function. */
import { Session } from 'node:inspector/promises';

interface Share {
  readonly name: string;
  /** Of the profiled time, 0 to 100. */
  readonly percent: number;
}

export interface ProfileSummary {
  readonly packages: readonly Share[];
  readonly functions: readonly Share[];
}

/** `file:///.../engine/core/src/x.ts` -> `engine/core`. */
function packageOf(url: string): string {
  if (url.startsWith('wasm://')) return 'firmware (WebAssembly)';
  const match = /\/(engine\/[a-z]+|sim-devices|twin|scenarios|cli|node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(url);
  return match?.[1] ?? 'Node';
}

function shares(sums: ReadonlyMap<string, number>, total: number, most: number): Share[] {
  return [...sums]
    .sort(([, left], [, right]) => right - left)
    .slice(0, most)
    .map(([name, sum]) => ({ name, percent: Math.round((1000 * sum) / total) / 10 }));
}

/** Profiles `work`, sampling every 100 µs. */
export async function profile(work: () => void): Promise<ProfileSummary> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  work();
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  const frames = new Map(taken.nodes.map((node) => [node.id, node.callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  (taken.samples ?? []).forEach((id, index) => {
    const spanUs = taken.timeDeltas?.[index] ?? 0;
    const frame = frames.get(id);
    if (frame === undefined || spanUs <= 0) return;
    const owner = frame.functionName === '(garbage collector)' ? 'garbage collector' : packageOf(frame.url);
    const name = `${owner} ${frame.functionName || '(anonymous)'}`;
    packages.set(owner, (packages.get(owner) ?? 0) + spanUs);
    functions.set(name, (functions.get(name) ?? 0) + spanUs);
    total += spanUs;
  });
  return { packages: shares(packages, total, 10), functions: shares(functions, total, 20) };
}
