/** What stands in the head of a recording's page, where a running room has its controls. */
import type { ReactElement } from 'react';
import { useReplay } from './replay.ts';

export function RunFacts(): ReactElement | null {
  const recording = useReplay((state) => state.recording);
  if (recording === undefined) return null;
  const { facts, violations, faults } = recording;
  return (
    <dl className="run-facts">
      <Fact
        name="Violations"
        value={String(violations.length)}
        {...(violations.length > 0 ? { tone: 'bad' as const } : {})}
      />
      <Fact name="Injected faults" value={String(faults.length)} />
      <Fact name="Outcome" value={facts.outcome.replaceAll('_', ' ') || 'unknown'} />
      <Fact name="Seed" value={facts.seed} minor />
      <Fact name="Run" value={facts.hash} minor />
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'bad';
  /** Left out on narrow pages. */
  readonly minor?: boolean;
}

function Fact({ name, value, tone, minor = false }: FactProps): ReactElement {
  return (
    <div className={minor ? 'minor' : ''}>
      <dt>{name}</dt>
      <dd className={tone === undefined ? 'figure' : `figure ${tone}`}>{value}</dd>
    </div>
  );
}
