/** The control of one prop: buttons, a slider, a crank's steps or a choice. The same in the list and beside the pointer. */
import { type ReactElement, useEffect, useState } from 'react';
import { act } from '../app/actions.ts';
import { useCanAct } from '../app/can-act.ts';
import { directoryOf, type PropEntry } from '../live/room-directory.ts';
import { useLive } from '../live/store.ts';
import type { Truth } from '../live/view.ts';
import { type Control, clickStep, controlOf } from './controls.ts';
import { percent } from './describe.ts';

export interface PropControlProps {
  readonly prop: PropEntry;
  readonly truth: Truth;
}

export function PropControl({ prop, truth }: PropControlProps): ReactElement | null {
  const control = controlOf(prop);
  const canAct = useCanAct();
  if (control === undefined || !canAct) return null;
  switch (control.kind) {
    case 'toggle':
    case 'press': {
      const step = clickStep(control, truth);
      if (step === undefined) return null;
      const useless = control.kind === 'press' && control.useless?.(truth) === true;
      const button = (
        <button
          type="button"
          aria-label={`${step.label} ${prop.title}`}
          // Not `disabled`: the keyboard would lose its place when the prop comes to rest.
          {...(useless ? { 'aria-disabled': true } : {})}
          onClick={() => {
            if (!useless) void act(prop.id, step.action, step.value);
          }}
        >
          {step.label}
        </button>
      );
      if (control.kind !== 'toggle' || control.partner === undefined) return button;
      return (
        <div className="button-row">
          {button}
          <Both prop={prop} control={control} truth={truth} partner={control.partner} />
        </div>
      );
    }
    case 'slide':
      return <Slide prop={prop} control={control} truth={truth} />;
    case 'wind':
      return <Wind prop={prop} control={control} truth={truth} />;
    case 'choose':
      return <Choose prop={prop} control={control} truth={truth} />;
  }
}

const NOTHING: Truth = {};

type Of<K extends Control['kind']> = PropControlProps & { readonly control: Extract<Control, { kind: K }> };

/** Works a prop and its partner in one go: two people's hands for one person at a page. */
function Both({ prop, control, truth, partner }: Of<'toggle'> & { readonly partner: string }): ReactElement {
  const other = useLive((state) => state.view.plant[partner] ?? NOTHING);
  const otherTitle = useLive((state) =>
    state.room === undefined ? partner : (directoryOf(state.room).props.get(partner)?.title ?? partner),
  );
  // Both count only when both are put on anew: one that is on already goes back first.
  const step = control.isOn(truth) || control.isOn(other) ? control.off : control.on;
  return (
    <button
      type="button"
      aria-label={`${step.label} both: ${prop.title} and ${otherTitle}`}
      onClick={() => {
        for (const id of [prop.id, partner]) void act(id, step.action, step.value);
      }}
    >
      {step.label} both
    </button>
  );
}

/** The valve follows at its own speed; the slider stays where the hand put it until the valve is there. */
function Slide({ prop, control, truth }: Of<'slide'>): ReactElement {
  const actual = control.position(truth);
  const [wanted, setWanted] = useState<number>();
  useEffect(() => {
    if (wanted !== undefined && Math.abs(wanted - actual) < 0.006) setWanted(undefined);
  }, [wanted, actual]);
  const shown = wanted ?? actual;
  return (
    <label className="slide">
      <span className="unseen">{prop.title}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={shown}
        aria-valuetext={percent(shown)}
        onChange={(event) => {
          const value = Number(event.target.value);
          setWanted(value);
          void act(prop.id, control.action, value);
        }}
      />
      <output>{percent(shown)}</output>
    </label>
  );
}

function Wind({ prop, control, truth }: Of<'wind'>): ReactElement {
  const steps = [-1, -0.25, 0.25, 1];
  return (
    <fieldset className="wind" aria-label={prop.title}>
      <output>{control.counts(truth)}</output>
      {steps.map((turns) => (
        <button
          key={turns}
          type="button"
          aria-label={`Turn ${prop.title} ${turns > 0 ? 'forward' : 'back'} by ${Math.abs(turns)} of a turn`}
          onClick={() => void act(prop.id, control.action, Math.round(turns * control.turn))}
        >
          {turns === -1 ? '−1' : turns === -0.25 ? '−¼' : turns === 1 ? '+1' : '+¼'}
        </button>
      ))}
    </fieldset>
  );
}

function Choose({ prop, control, truth }: Of<'choose'>): ReactElement {
  const chosen = control.chosen(truth);
  const known = control.choices.some(({ value }) => value === chosen);
  return (
    <label className="choose">
      <span className="unseen">{prop.title}</span>
      <select value={chosen} onChange={(event) => void act(prop.id, control.action, Number(event.target.value))}>
        {known ? null : <option value={chosen}>{chosen}</option>}
        {control.choices.map(({ label, value }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
