/** The supply of a board behind one interface: a hub that switches its ports, a pin of the bench, or nothing. */
import { execFile } from 'node:child_process';
import type { BenchController } from '../bench/types.ts';
import { RigError } from './errors.ts';
import type { MapEntry } from './types.ts';

export interface PowerPort {
  /** In words for a technician: `hub 1-1.4 port 2`. */
  readonly name: string;
  /** False: `off` and `on` throw POWER_NOT_SWITCHABLE. */
  readonly switchable: boolean;
  off(): Promise<void>;
  on(): Promise<void>;
}

/** Runs a program and gives its output; rejects with its complaint when it fails. */
export type Execute = (program: string, args: readonly string[]) => Promise<string>;

/** The port of a board: its hub's where the map names one, else the bench's own switch, where there is one. */
export function powerPortOf(
  { hub_port: hubPort, fixtures, id }: Pick<MapEntry, 'hub_port' | 'fixtures' | 'id'>,
  bench?: BenchController,
  execute: Execute = executeFile,
): PowerPort {
  if (hubPort !== undefined) return hubPower(hubPort, execute);
  if (bench !== undefined && fixtures.includes(POWER_FIXTURE)) return benchPower(bench);
  return noPower(id);
}

/** The fixture by which the map says that the DUT's supply is switched: by the bench controller, where there is no hub_port. */
export const POWER_FIXTURE = 'switched_power';

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
  return { name, switchable: true, off: () => turn('off'), on: () => turn('on') };
}

/** `  Port 2: 0103 power enable connect [16c0:0483 ...]` or `  Port 2: 0000 off`, once before and once after. */
function portStates(output: string, port: string): string[] {
  return [...output.matchAll(/^\s*Port (\d+): [0-9a-f]{4} (off|power)\b/gm)].flatMap(([, at, state]) =>
    at === port && state !== undefined ? [state] : [],
  );
}

export function benchPower(bench: BenchController): PowerPort {
  return {
    name: 'the bench controller',
    switchable: true,
    off: () => bench.act({ kind: 'power', on: false }),
    on: () => bench.act({ kind: 'power', on: true }),
  };
}

function noPower(id: string): PowerPort {
  const refuse = async (): Promise<never> => {
    throw new RigError(
      'POWER_NOT_SWITCHABLE',
      `expected hub_port, or the fixture ${POWER_FIXTURE}, for ${id} in the hardware map, seen neither`,
    );
  };
  return { name: 'no switch', switchable: false, off: refuse, on: refuse };
}

/**
 * Switches off and proves it: a hub that says `off` often goes on feeding its port, and a board may live on by its other lines.
 * @param silent waits for the board to fall silent, and says whether it has
 * @throws RigError POWER_STILL_ON
 */
export async function switchOff(port: PowerPort, silent: () => Promise<boolean>): Promise<void> {
  await port.off();
  if (await silent()) return;
  throw new RigError('POWER_STILL_ON', `expected silence after ${port.name} was switched off, seen the board alive`);
}

const executeFile: Execute = (program, args) =>
  new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: 20_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim() === '' ? error.message : stderr.trim()));
    });
  });
