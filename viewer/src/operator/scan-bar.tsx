/** The head of the page: which bench, which controller, what is done, and the field that a scanner types into. */
import { type FormEvent, type ReactElement, type RefObject, useRef, useState } from 'react';
import type { BenchView, Steps } from './messages.ts';
import { startRun } from './requests.ts';
import {
  chooseBench,
  chooseController,
  chooseSteps,
  isBusy,
  setRefusal,
  useController,
  useOperator,
  useSteps,
} from './store.ts';

export interface ScanBarProps {
  readonly bench: BenchView | undefined;
  readonly field: RefObject<HTMLInputElement | null>;
}

export function ScanBar({ bench, field }: ScanBarProps): ReactElement {
  const status = useOperator((page) => page.status);
  const controller = useController(bench);
  const steps = useSteps(bench);
  const [serial, setSerial] = useState('');
  const [sending, setSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (bench === undefined || sending) return;
    if (status !== 'live') {
      setRefusal({ code: 'UNREACHABLE', message: 'The connection to the bench program is lost. Nothing was started.' });
      return field.current?.select();
    }
    setSending(true);
    const taken = await startRun(bench.id, { serial, steps, controller });
    setSending(false);
    if (taken) setSerial('');
    field.current?.focus();
    // What was refused is overwritten by the next scan.
    if (!taken) field.current?.select();
  };
  return (
    <header className="scan-bar">
      <div className="bench-nameplate">
        <p className="maker">Understudy</p>
        <h1>Bench</h1>
      </div>
      <Choices bench={bench} controller={controller} field={field} />
      <form className="scan-form" onSubmit={(event) => void submit(event)}>
        <StepsChoice bench={bench} steps={steps} />
        <label className="scan-field">
          <span>Serial of the board</span>
          <input
            ref={field}
            value={serial}
            onChange={(event) => setSerial(event.target.value)}
            placeholder="Scan or type"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            disabled={bench === undefined}
          />
        </label>
        <button type="submit" className="primary start" disabled={bench === undefined || isBusy(bench)}>
          Start
        </button>
      </form>
      <Refused />
    </header>
  );
}

function Choices({ bench, controller, field }: ScanBarProps & { readonly controller: string }): ReactElement {
  const benches = useOperator((page) => page.benches) ?? [];
  // Whoever chooses with the pointer scans next; with the keyboard each step in the list is a choice.
  const pointed = useRef(false);
  const chosen = (): void => {
    if (pointed.current) field.current?.focus();
  };
  const watch = {
    onPointerDown: () => {
      pointed.current = true;
    },
    onKeyDown: () => {
      pointed.current = false;
    },
  };
  const busy = isBusy(bench);
  return (
    <div className="choices">
      <label>
        <span>Bench</span>
        <select
          value={bench?.id ?? ''}
          disabled={benches.length === 0}
          onChange={(event) => {
            chooseBench(event.target.value);
            chosen();
          }}
          {...watch}
        >
          {benches.length === 0 ? <option value="">No bench</option> : null}
          {benches.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
              {isBusy(one) ? ' (busy)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Controller</span>
        <select
          value={controller}
          disabled={bench === undefined || busy || bench.controllers.length < 2}
          onChange={(event) => {
            chooseController(event.target.value);
            chosen();
          }}
          {...watch}
        >
          {(bench?.controllers ?? []).map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const STEPS: readonly (readonly [Steps, string])[] = [
  ['both', 'Flash and test'],
  ['test', 'Test'],
  ['flash', 'Flash'],
];

function StepsChoice({ bench, steps }: { readonly bench: BenchView | undefined; readonly steps: Steps }): ReactElement {
  const noFlash = bench?.noFlash;
  return (
    <fieldset className="steps-choice" title={noFlash}>
      <legend className="unseen">What is done</legend>
      {STEPS.map(([value, word]) => (
        <label key={value} className={value === steps ? 'chosen' : ''}>
          <input
            type="radio"
            name="steps"
            value={value}
            checked={value === steps}
            disabled={bench === undefined || (value !== 'test' && noFlash !== undefined)}
            onChange={() => chooseSteps(value)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

function Refused(): ReactElement {
  const refusal = useOperator((page) => page.refusal);
  return (
    <div className="refused" role="alert">
      {refusal === undefined ? null : (
        <p>
          <strong>Not started.</strong> {refusal.message} <code>{refusal.code}</code>
        </p>
      )}
    </div>
  );
}
