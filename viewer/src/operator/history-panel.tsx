/** The past of one board: its last runs, and how a measurement has moved over them. */
import { type ReactElement, useEffect, useState } from 'react';
import { isRecord } from '../live/messages.ts';
import { callApi } from '../live/rest.ts';
import type { Measurement, Platform } from './messages.ts';
import { StatusShape } from './shapes.tsx';
import { Trend } from './trend.tsx';

/** A session as `GET /api/hil/history/:serial` gives it; the page uses so much of it. */
export interface HistoryEntry {
  readonly facts: { readonly startedAt: string; readonly platform: Platform; readonly controller: string };
  readonly exitCode: number;
  readonly troubles: readonly { readonly id: string; readonly code?: string }[];
  readonly measurements: readonly (Measurement & { readonly test: string })[];
  readonly infrastructure?: { readonly code: string };
  /** Name of its report, where it was kept. */
  readonly report?: string;
}

type Past = { readonly entries: readonly HistoryEntry[]; readonly skipped: number };

/** @param round changes whenever there may be more to know */
export function HistoryPanel({ serial, round }: { readonly serial: string; readonly round: string }): ReactElement {
  const past = usePast(serial, round);
  return (
    <section className="detail history" aria-labelledby="history-title">
      <h2 id="history-title">History of {serial}</h2>
      {past === undefined ? <p className="empty">Looking …</p> : null}
      {past === 'unreadable' ? <p className="empty">The history cannot be read now.</p> : null}
      {typeof past === 'object' ? <Runs past={past} /> : null}
    </section>
  );
}

function usePast(serial: string, round: string): Past | 'unreadable' | undefined {
  const [past, setPast] = useState<{ readonly serial: string; readonly value: Past | 'unreadable' }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round that ends has added to the history
  useEffect(() => {
    let left = false;
    void callApi(`/api/hil/history/${encodeURIComponent(serial)}`).then((answer) => {
      if (left) return;
      const known = answer.ok && isRecord(answer.value) && Array.isArray(answer.value.entries);
      setPast({ serial, value: known ? (answer.value as unknown as Past) : 'unreadable' });
    });
    return () => {
      left = true;
    };
  }, [serial, round]);
  return past?.serial === serial ? past.value : undefined;
}

function Runs({ past: { entries, skipped } }: { readonly past: Past }): ReactElement {
  if (entries.length === 0) return <p className="empty">This board has not been tested before.</p>;
  const newest = [...entries].reverse();
  return (
    <>
      <Trend entries={entries} />
      <ol className="runs">
        {newest.map((entry) => (
          <Run key={entry.facts.startedAt} entry={entry} />
        ))}
      </ol>
      {skipped === 0 ? null : <p className="empty">{skipped} lines of the history could not be read.</p>}
    </>
  );
}

/** Exit codes of a session, as the command line has them. */
const OUTCOMES = {
  0: ['passed', 'Pass'],
  1: ['failed', 'Fail'],
  42: ['failed', 'Time-out'],
} as const;

function Run({ entry }: { readonly entry: HistoryEntry }): ReactElement {
  const { exitCode, facts, troubles, infrastructure, report } = entry;
  const [shape, word] = OUTCOMES[exitCode as keyof typeof OUTCOMES] ?? (['error', 'No result'] as const);
  const code = exitCode === 0 ? undefined : (troubles[0]?.code ?? infrastructure?.code);
  return (
    <li className={`run ${shape}`}>
      <StatusShape status={shape} />
      <span className="run-word">{word}</span>
      <time dateTime={facts.startedAt}>{when(facts.startedAt)}</time>
      <span className="run-controller">{facts.controller.replaceAll('_', ' ')}</span>
      {code === undefined ? null : <code>{code}</code>}
      {report === undefined ? null : (
        <a href={`/api/hil/reports/${report}`} target="_blank" rel="noreferrer">
          Report<span className="unseen"> of {when(facts.startedAt)}</span>
        </a>
      )}
    </li>
  );
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const when = (iso: string): string => DATE.format(new Date(iso));
