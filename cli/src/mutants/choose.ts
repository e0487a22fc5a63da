/** Which of the planted defects are tried. */
import { DEFECTS, type Defect, type Place } from '@understudy/scenarios/defects';
import { EXIT, Failure } from '../failure.ts';

export interface Choice {
  readonly where?: Place;
  /** Ids, separated by commas. */
  readonly only?: string;
}

/** @throws Failure UNKNOWN_DEFECT for an id that is not among them */
export function chooseDefects({ only, where }: Choice): readonly Defect[] {
  const wanted = only?.split(',').map((id) => id.trim());
  const unknown = wanted?.filter((id) => !DEFECTS.some((defect) => defect.id === id)) ?? [];
  if (unknown.length > 0) {
    const known = DEFECTS.map(({ id }) => id).join(', ');
    throw new Failure('UNKNOWN_DEFECT', `expected some of ${known}; seen ${unknown.join(', ')}`, EXIT.usage);
  }
  return DEFECTS.filter(
    (defect) => (wanted?.includes(defect.id) ?? true) && (where === undefined || defect.where === where),
  );
}
