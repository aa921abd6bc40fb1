import { Swatch } from './Swatch';
import type { Line } from './plotOptions';
import { words } from '../words';
import classes from './MetricChart.module.css';

type Props = {
  readonly lines: readonly Line[];
  readonly hidden: ReadonlySet<number>;
  readonly focused: number | null;
  readonly onToggle: (line: number) => void;
  readonly onFocus: (line: number | null) => void;
};

/** What each colour and dash stands for; pointing at one highlights its curve, pressing it hides the curve. */
export function ChartLegend({ lines, hidden, focused, onToggle, onFocus }: Props) {
  return (
    // A list that scrolls must be reachable with the keyboard; its buttons are.
    <ul className={classes.legend} aria-label={words().charts.legend}>
      {lines.map((line, i) => (
        <li key={`${line.run} ${line.metric} ${line.within}`}>
          <button
            type="button"
            className={classes.item}
            aria-pressed={!hidden.has(i)}
            data-focused={focused === i || undefined}
            title={hidden.has(i) ? words().charts.show(line.label) : words().charts.hide(line.label)}
            onClick={() => onToggle(i)}
            onMouseEnter={() => onFocus(i)}
            onMouseLeave={() => onFocus(null)}
            onFocus={() => onFocus(i)}
            onBlur={() => onFocus(null)}
          >
            <Swatch stroke={line.stroke} faint={line.within} />
            <span>{line.label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
