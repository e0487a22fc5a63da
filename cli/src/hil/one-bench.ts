/** The one bench of a controller that a command means. */
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from './bench.ts';
import { type BenchChoice, chooseBenches } from './choose-benches.ts';
import type { BenchHome } from './home.ts';
import type { Images } from './images.ts';

export interface OneBenchChoice extends Pick<BenchChoice, 'platform' | 'room'> {
  readonly controller: string;
  readonly hardwareMap?: string;
  /** Its name in the map, where several have such a controller. */
  readonly bench?: string;
}

/** @throws Failure NO_SUCH_BENCH, WHICH_BENCH; what chooseBenches throws */
export function oneBench(choice: OneBenchChoice, images: Images, home: BenchHome): Bench {
  const { platform, room, controller, hardwareMap: map, bench: wanted } = choice;
  const controllers = [controller];
  const all = chooseBenches({ platform, room, controllers, ...(map !== undefined && { map }) }, images, home);
  const found = all.filter(({ name }) => wanted === undefined || name === wanted);
  const [bench] = found;
  const names = all.map(({ name }) => name).join(', ');
  if (bench === undefined) {
    throw new Failure('NO_SUCH_BENCH', `expected bench ${wanted} with a ${controller}, seen ${names}`, EXIT.usage);
  }
  if (found.length > 1) {
    throw new Failure('WHICH_BENCH', `expected one bench, seen ${names}: say --bench`, EXIT.usage);
  }
  return bench;
}
