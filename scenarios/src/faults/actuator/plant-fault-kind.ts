/** What all faults of one plant have in common. */
import type { Excuses, FaultContext, FaultKind, FaultValue } from '../fault-kind.ts';
import { PolledFault } from '../polled-fault.ts';

export interface PlantFault {
  readonly shows: () => boolean;
  readonly mend: () => void;
}
export interface PlantFaultSetting {
  readonly name: string;
  readonly title: string;
  /** Models that it can hit. */
  readonly models: readonly string[];
  /** Of the mechanics: a way out that it hits no circuit can free, so none is hit. Inspection is there for that. */
  readonly isMechanical?: boolean;
  /** How long it may be until the plant is worked. Default 30 s. */
  readonly least?: number;
  readonly values: Readonly<Record<string, FaultValue>>;
  readonly excuses: Excuses;
  begin(context: FaultContext, plant: string, values: Readonly<Record<string, number>>): PlantFault;
}

export function plantFaultKind({
  name,
  title,
  models,
  isMechanical = false,
  least = 30_000,
  values,
  excuses,
  begin,
}: PlantFaultSetting): FaultKind {
  return {
    name,
    group: 'actuator',
    title,
    values,
    excuses,
    forMs: { max: 600_000, default: 30_000, least },
    targets: ({ plants, waysOut }) =>
      [...plants.values()]
        .filter(({ id, definition }) => models.includes(definition.model) && !(isMechanical && waysOut.has(id)))
        .map(({ id }) => id),
    begin: (context, { target }, given) => {
      const { shows, mend } = begin(context, target, given);
      return new PolledFault(context.session.nowUs, shows, mend);
    },
  };
}
