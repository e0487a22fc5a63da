/** All measurements of a session with their units, limits, uncertainties and samples, for whoever computes with them. */
import type { SessionReport } from '../suite/types.ts';
import { FIDELITY, timingSentence } from './fidelity.ts';

export const MEASUREMENTS_SCHEMA = 'understudy.hil-measurements/1';

export function measurementsJson({ facts, results }: SessionReport): object {
  const { timing, lines } = FIDELITY[facts.platform];
  return {
    schema: MEASUREMENTS_SCHEMA,
    facts,
    timingEvidence: timing,
    timing: timingSentence(facts.platform),
    fidelity: lines,
    measurements: results.flatMap(({ id, status, measurements }) =>
      measurements.map((measurement) => ({ test: id, status, ...measurement })),
    ),
  };
}
