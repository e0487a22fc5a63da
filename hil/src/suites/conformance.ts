/**
 * The conformance suite on a station. Its cases hold the clock, so they run where a board can be stepped: in emulation. On real
 * boards they are filtered, with that reason; what a board can show of the contract is in the other two suites.
 */
import { CONTRACT_HASH } from '@understudy/contract';
import { openBoardDut } from '../conformance/board-dut.ts';
import type { Case } from '../conformance/case.ts';
import { roomCases } from '../conformance/cases/rooms.ts';
import { Rig } from '../conformance/rig.ts';
import { CASES } from '../conformance/suite.ts';
import { Trace } from '../conformance/trace.ts';
import type { Platform, Station } from '../station/types.ts';
import { kebab } from '../suite/kebab.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { TEST_TIMEOUT_MS } from './spans.ts';
import { installedUnits, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** Where the DUT's clock can be taken over. */
export const STEPPED_PLATFORMS: readonly Platform[] = ['wasm', 'qemu-m7'];

/** Groups of cases (what stands before the colon of a name); absent: all. */
export interface ConformanceOptions {
  readonly groups?: readonly string[];
}

/** The contract's hash, each case for any controller, and the three of this controller. */
export function conformanceTests(target: SuiteTarget, { groups }: ConformanceOptions = {}): readonly PlannedTest[] {
  const chosen = CASES.filter(({ name }) => groups === undefined || groups.includes(groupOf(name)));
  const held = heldPins(target);
  const own = roomCases([{ definition: target.definition, table: target.conformanceTable }]);
  return [contractTest(target), ...[...own, ...chosen].map((entry) => caseTest(entry, held))];
}

/** Pins that another test of this controller may have left to the bench. Each costs two records on a slow line. */
function heldPins(target: SuiteTarget): readonly number[] {
  const pins = installedUnits(target).flatMap((unit) => Object.values(unit.pins));
  return [...new Set([target.definition.estopPin, ...pins])];
}

const groupOf = (name: string): string => name.slice(0, name.indexOf(':'));

function caseTest(entry: Case, held: readonly number[]): PlannedTest {
  return {
    id: `conformance/${kebab(entry.name)}`,
    suite: 'conformance',
    title: `${entry.name} (needs a DUT whose clock the host can step)`,
    platforms: STEPPED_PLATFORMS,
    timeoutMs: TEST_TIMEOUT_MS,
    run: (station) => runOn(station, entry, held),
  };
}

/** Afterwards the DUT runs by its own clock again, as new. */
async function runOn(station: Station, entry: Case, held: readonly number[]): Promise<Outcome> {
  const { bench, dut } = station;
  // The test before may have left it running, and what it then says of pins that are let go is not of this case. What it
  // has said until its storage was erased arrives before the answer to a question that comes after.
  dut.erase();
  await dut.timeUs();
  // The suite sets the pins itself: nothing of the bench may hold them.
  await bench.act(
    ...held.flatMap((pin) => {
      const channel = station.channels.get(pin);
      return channel === undefined
        ? []
        : ([
            { kind: 'heal', channel },
            { kind: 'release', channel },
          ] as const);
    }),
  );
  const trace = new Trace();
  const rig = new Rig(
    openBoardDut(station.platform, dut, async () => {}),
    trace,
  );
  try {
    rig.erase();
    await entry.run(rig);
    return {};
  } finally {
    dut.stepped(false);
    dut.erase();
  }
}

/** What the bus is told of the contract is what an engine refuses a controller by. */
function contractTest(target: SuiteTarget): PlannedTest {
  return {
    id: 'conformance/contract-hash',
    suite: 'conformance',
    title: 'the controller tells the bus the hash of this contract',
    timeoutMs: TEST_TIMEOUT_MS,
    run: async (station) => {
      const trial = await Trial.begin(station, target);
      const hello = trial.bus.messages.find(({ topic }) => topic.endsWith('/hello'));
      const seen = String(hello?.body?.contract_hash ?? 'none');
      if (seen === CONTRACT_HASH) return trial.outcome();
      throw trial.failure('CONTRACT_HASH', { message: 'hello on the bus', expected: CONTRACT_HASH, seen });
    },
  };
}
