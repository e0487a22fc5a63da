/** The supply of a board behind one interface: a hub that switches its ports, or nothing. */
import { execFile } from 'node:child_process';
import { SWITCHED_FIXTURE } from '../station/fixtures.ts';
import { RigError } from './errors.ts';
import type { MapEntry } from './types.ts';

export interface PowerPort {
  /** In words for a technician: `hub 1-1.4 port 2`. */
  readonly name: string;
  /** @throws RigError POWER_NOT_SWITCHABLE, HUB_FAILED; so does `on` */
  off(): Promise<void>;
  on(): Promise<void>;
}

/** Runs a program and gives its output; rejects with its complaint when it fails. */
export type Execute = (program: string, args: readonly string[]) => Promise<string>;

/** The port of a board: its hub's, where the map names one. What the bench controller switches is ordered of it, not here. */
export function powerPortOf(
  { hub_port: hubPort, id }: Pick<MapEntry, 'hub_port' | 'id'>,
  execute: Execute = executeFile,
): PowerPort {
  return hubPort === undefined ? noPower(id) : hubPower(hubPort, execute);
}

/** @param hubPort `<hub location>:<port>`, as uhubctl prints them */
export function hubPower(hubPort: string, execute: Execute = executeFile): PowerPort {
  const colon = hubPort.lastIndexOf(':');
  const [location, port] = [hubPort.slice(0, colon), hubPort.slice(colon + 1)];
  const name = `hub ${location} port ${port}`;
  const turn = async (action: 'on' | 'off'): Promise<void> => {
    let output: string;
    try {
      output = await execute('uhubctl', ['-l', location, '-p', port, '-a', action]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new RigError('HUB_FAILED', `expected ${name} switched ${action} by uhubctl, seen: ${reason}`);
    }
    const state = portStates(output, port).at(-1);
    const wanted = action === 'on' ? 'power' : 'off';
    if (state !== wanted) {
      throw new RigError('HUB_FAILED', `expected ${name} to say ${wanted}, seen ${state ?? 'nothing of it'}`);
    }
  };
  return { name, off: () => turn('off'), on: () => turn('on') };
}

/** `  Port 2: 0103 power enable connect [16c0:0483 ...]` or `  Port 2: 0000 off`, once before and once after. */
function portStates(output: string, port: string): string[] {
  return [...output.matchAll(/^\s*Port (\d+): [0-9a-f]{4} (off|power)\b/gm)].flatMap(([, at, state]) =>
    at === port && state !== undefined ? [state] : [],
  );
}

function noPower(id: string): PowerPort {
  const refuse = async (): Promise<never> => {
    throw new RigError(
      'POWER_NOT_SWITCHABLE',
      `expected hub_port, or the fixture ${SWITCHED_FIXTURE}, for ${id} in the hardware map, seen neither`,
    );
  };
  return { name: 'no switch', off: refuse, on: refuse };
}

const executeFile: Execute = (program, args) =>
  new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: 20_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim() === '' ? error.message : stderr.trim()));
    });
  });
