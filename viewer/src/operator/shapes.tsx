/** A shape for each verdict and each status: whoever cannot tell the colours tells these. */
import type { ReactElement } from 'react';
import type { TestRow, VerdictKind } from './messages.ts';

const VERDICTS: Readonly<Record<VerdictKind, ReactElement>> = {
  pass: (
    <>
      <circle cx="50" cy="50" r="45" />
      <path d="M27 52l16 17 31-36" />
    </>
  ),
  flashed: (
    <>
      <rect x="8" y="8" width="84" height="84" rx="10" />
      <path d="M50 24v42M31 50l19 19 19-19M28 80h44" />
    </>
  ),
  fail: (
    <>
      <path d="M32 5h36l27 27v36L68 95H32L5 68V32z" />
      <path d="M33 33l34 34M67 33L33 67" />
    </>
  ),
  'time-out': (
    <>
      <path d="M24 6h52M24 94h52M30 6v16c0 14 20 18 20 28S30 64 30 78v16M70 6v16c0 14-20 18-20 28s20 14 20 28v16" />
    </>
  ),
  bench: (
    <>
      <path d="M50 8l45 82H5z" />
      <path d="M50 38v26M50 75v4" />
    </>
  ),
  stopped: <rect x="12" y="12" width="76" height="76" rx="6" />,
};

export function VerdictShape({ kind }: { readonly kind: VerdictKind }): ReactElement {
  return (
    <svg className="verdict-shape" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      {VERDICTS[kind]}
    </svg>
  );
}

const STATUSES: Readonly<Record<TestRow['status'], string>> = {
  waiting: 'M8 12h8',
  running: 'M12 4a8 8 0 1 1-8 8',
  passed: 'M5 12.500l4.500 4.500L19 7',
  failed: 'M6 6l12 12M18 6L6 18',
  error: 'M12 4l9 16H3zM12 10v5M12 17v1',
  blocked: 'M5 12h14M12 3a9 9 0 1 0 .01 0z',
  skipped: 'M8 5v14M16 5v14',
  filtered: 'M5 12h14',
  invalid: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.500v.5',
};

export function StatusShape({ status }: { readonly status: TestRow['status'] }): ReactElement {
  return (
    <svg className={`status-shape ${status}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={STATUSES[status]} />
    </svg>
  );
}

/** A label under a scanner. */
export function ScanShape(): ReactElement {
  return (
    <svg className="scan-shape" viewBox="0 0 120 70" aria-hidden="true" focusable="false">
      <path className="corner" d="M4 20V4h16M100 4h16v16M116 50v16h-16M20 66H4V50" />
      <path className="bars" d="M22 16v38M30 16v38M41 16v38M49 16v38M56 16v38M68 16v38M75 16v38M88 16v38M97 16v38" />
      <path className="beam" d="M12 35h96" />
    </svg>
  );
}
