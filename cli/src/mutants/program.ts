/**
 * What runs in a mutant's own process, bundled with its defect: plays games until one breaks an invariant, and shrinks
 * its plan. Started sound it does the same, and must find nothing. Arguments: paths of firmware, room and the sound room.
 */
import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import {
  type ActRecord,
  type PreparedRoom,
  prepareRoom,
  runPrepared,
  type Scenario,
  scenarioArbitrary,
  scenarioOf,
  shrinkPlan,
} from '@understudy/scenarios';
import type { Answer, Broken, Final, Found, Games, HuntJob, Job, ShrinkJob, Small } from './jobs.ts';

interface Stage {
  readonly mutant: PreparedRoom;
  readonly law: Room;
}

function setUp([firmware = '', room = '', law = '']: readonly string[]): Stage {
  const read = (path: string): Room => JSON.parse(readFileSync(path, 'utf8')) as Room;
  const module = new WebAssembly.Module(readFileSync(firmware));
  const sound = read(law);
  return { mutant: prepareRoom(read(room), module, sound), law: sound };
}

/** The plan of each game, drawn for the sound room. */
function planner({ seed, faults }: Games, { law }: Stage): (game: number) => Scenario {
  const arbitrary = scenarioArbitrary(law, faults === undefined ? {} : { faults });
  return (game) => scenarioOf(arbitrary, seed, game);
}

interface Seen {
  readonly broken: readonly Broken[];
  readonly acts: readonly ActRecord[];
}

/** A build that dies on the way is caught as well: a sound one never does. */
function run({ mutant }: Stage, scenario: Scenario): Seen {
  try {
    const { violations, acts } = runPrepared(mutant, scenario);
    return { broken: violations, acts };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { broken: [{ number: 0, invariant: '0 No run throws', atUs: scenario.endMs * 1000, detail }], acts: [] };
  }
}

function hunt(job: HuntJob, stage: Stage): Found | undefined {
  const plan = planner(job, stage);
  for (let game = job.from; game < job.until; game += 1) {
    const scenario = plan(game);
    const [violation] = run(stage, scenario).broken;
    tell({ kind: 'game', game });
    if (violation !== undefined) return { game, scenario, violation };
  }
  return undefined;
}

/** Plans as small as this need no more work; from `ENOUGH_RECORDS` on only so much is spent on the rest. */
const SMALL_RECORDS = 2;
const ENOUGH_RECORDS = 8;
const ENOUGH_RUNS = 20;
const SHRINK_RUNS = 150;

function shrink({ scenario, number }: ShrinkJob, stage: Stage): Small {
  let records = scenario.plan.length;
  let runs = 0;
  const shrunk = shrinkPlan(
    scenario,
    (candidate) => {
      const { broken, acts } = run(stage, candidate);
      const same = broken.find((one) => one.number === number);
      return same === undefined ? undefined : { atMs: Math.ceil(same.atUs / 1000), acts };
    },
    {
      runs: SHRINK_RUNS,
      onProgress: (progress) => {
        ({ records, runs } = progress);
        tell({ kind: 'game', game: runs });
      },
      shouldStop: () => records <= SMALL_RECORDS || (records <= ENOUGH_RECORDS && runs >= ENOUGH_RUNS),
    },
  );
  return { minimised: shrunk?.scenario ?? scenario, shrinkRuns: shrunk?.runs ?? 0 };
}

function tell(answer: Answer): void {
  process.send?.(answer);
}

function finalOf(job: Job, stage: Stage): Final {
  switch (job.kind) {
    case 'hunt':
      return { kind: 'hunted', found: hunt(job, stage) };
    case 'shrink':
      return { kind: 'shrunk', small: shrink(job, stage) };
    case 'replay':
      return { kind: 'ran', broken: run(stage, job.scenario).broken };
    case 'game':
      return { kind: 'ran', broken: run(stage, planner(job, stage)(job.game)).broken };
  }
}

const stage = setUp(process.argv.slice(2));
// It ends when whoever asks closes the channel.
process.on('message', (job: Job) => tell(finalOf(job, stage)));
