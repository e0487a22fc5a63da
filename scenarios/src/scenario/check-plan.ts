/** Whether a plan fits its room: every name is one that the room or a catalogue has, every number is in its range. */
import { expectedName } from '@understudy/contract';
import { CIRCUIT_MODELS, findModel, type ModelAction } from '@understudy/sim-devices';
import { FAULTS } from '../faults/catalogue.ts';
import type { RoomIndex } from '../monitors/room-index.ts';
import { GAMEMASTER, playerNames } from '../players/create-player.ts';
import type { ScenarioErrorCode, ScenarioProblem } from './problem.ts';
import type { ActRecord, FaultRecord, OperatorRecord, PlanRecord, PlayerRecord, Scenario } from './schema.ts';

/** Every problem of a scenario that is built as one and made for this room; none when it can be run. */
export function checkPlan(index: RoomIndex, scenario: Scenario): ScenarioProblem[] {
  const check = new PlanCheck(index, scenario);
  scenario.plan.forEach((record, place) => {
    check.at(place, record);
  });
  return check.problems;
}

class PlanCheck {
  readonly problems: ScenarioProblem[] = [];
  readonly #index: RoomIndex;
  readonly #scenario: Scenario;
  readonly #players: readonly string[];
  readonly #plants: ReadonlySet<string>;
  /** Working these out takes a while for some kinds, and plans repeat them. */
  readonly #targets = new Map<string, readonly string[]>();
  #place = 0;

  constructor(index: RoomIndex, scenario: Scenario) {
    this.#index = index;
    this.#scenario = scenario;
    this.#players = [...playerNames(index.room), GAMEMASTER];
    const { estop, egress } = index.room.manifest.circuits;
    this.#plants = new Set([
      ...index.plants.keys(),
      ...Object.keys(estop.buttons).map((name) => `estop_${name}`),
      ...Object.keys(egress.buttons).map((name) => `egress_${name}`),
    ]);
  }

  at(place: number, record: PlanRecord): void {
    this.#place = place;
    const { endMs, healAtMs } = this.#scenario;
    const lastMs = Math.max(endMs, healAtMs ?? 0);
    if (record.atMs > lastMs) this.#value('atMs', `at most ${lastMs} ms, the end of the run`, record.atMs);
    if (record.kind === 'player') this.#player(record);
    else if (record.kind === 'act') this.#act(record);
    else if (record.kind === 'operator') this.#operator(record);
    else this.#fault(record);
  }

  #player({ model, atMs, untilMs }: PlayerRecord): void {
    this.#known('model', model, this.#players);
    if (untilMs !== undefined && untilMs <= atMs) this.#value('untilMs', `more than ${atMs} ms`, untilMs);
  }

  #act({ plant, action, value }: ActRecord): void {
    if (!this.#known('plant', plant, this.#plants)) return;
    const actions = this.#actionsOf(plant);
    if (!this.#known('action', action, Object.keys(actions)) || value === undefined) return;
    const range = actions[action]?.value;
    if (range === undefined) this.#value('value', `none: ${action} takes no value`, value);
    else if (value < range.min || value > range.max) {
      this.#value('value', `${range.min} to ${range.max} ${range.unit}`, value);
    }
  }

  #actionsOf(plant: string): Readonly<Record<string, ModelAction>> {
    const model = this.#index.plants.get(plant)?.definition.model;
    if (model !== undefined) return findModel(model)?.actions ?? {};
    return (plant.startsWith('estop_') ? CIRCUIT_MODELS.estop_button : CIRCUIT_MODELS.egress_button).actions;
  }

  #operator({ request }: OperatorRecord): void {
    const { action, node, objective, device } = request;
    const { graph, objectives } = this.#index.room;
    const wanted = WANTED[action];
    for (const name of ['node', 'objective', 'device', 'parameters'] as const) {
      const isGiven = request[name] !== undefined;
      if (isGiven === (wanted?.includes(name) ?? false)) continue;
      const expected = isGiven ? `none: ${action} takes no ${name}` : `a ${name} for ${action}`;
      this.#add('SCENARIO_INVALID', `request/${name}`, expected, JSON.stringify(request[name]) ?? 'none');
    }
    if (node !== undefined) this.#known('request/node', node, Object.keys(graph.nodes));
    if (objective !== undefined) this.#known('request/objective', objective, Object.keys(objectives.objectives));
    if (device !== undefined) this.#known('request/device', device, this.#index.devices.keys());
  }

  #fault({ fault, target, atMs, forMs, values = {} }: FaultRecord): void {
    if (!this.#known('fault', fault, FAULTS.keys())) return;
    const kind = FAULTS.get(fault);
    if (kind === undefined) return;
    const { healAtMs } = this.#scenario;
    if (healAtMs !== undefined && atMs >= healAtMs) this.#value('atMs', `less than healAtMs (${healAtMs})`, atMs);
    if (forMs > kind.forMs.max) this.#value('forMs', `0 to ${kind.forMs.max} ms`, forMs);
    let targets = this.#targets.get(fault);
    if (targets === undefined) {
      targets = kind.targets(this.#index);
      this.#targets.set(fault, targets);
    }
    this.#known('target', target, targets);
    for (const [name, value] of Object.entries(values)) {
      if (!this.#known(`values/${name}`, name, Object.keys(kind.values))) continue;
      const range = kind.values[name];
      if (range === undefined) continue;
      const isWhole = range.whole !== false;
      if (value < range.min || value > range.max || (isWhole && !Number.isInteger(value))) {
        const noun = isWhole ? 'a whole number from' : 'a number from';
        this.#value(`values/${name}`, `${noun} ${range.min} to ${range.max} ${range.unit}`.trimEnd(), value);
      }
    }
  }

  #known(member: string, seen: string, names: Iterable<string>): boolean {
    const known = [...names];
    if (known.includes(seen)) return true;
    this.#add('SCENARIO_UNKNOWN', member, expectedName(seen, known), seen === '' ? '""' : seen);
    return false;
  }
  #value(member: string, expected: string, seen: number): void {
    this.#add('SCENARIO_VALUE', member, expected, String(seen));
  }
  #add(code: ScenarioErrorCode, member: string, expected: string, seen: string): void {
    this.problems.push({ code, pointer: `/plan/${this.#place}/${member}`, expected, seen });
  }
}

/** What each request names; the others name nothing. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  PAUSE_NODE: ['node'],
  RESUME_NODE: ['node'],
  SKIP_NODE: ['node'],
  GO_TO_CHECKPOINT: ['node'],
  HINT: ['objective'],
  SKIP_OBJECTIVE: ['objective'],
  DISPATCH: ['device', 'parameters'],
  RELEASE: ['device'],
};
