import type { Calibration } from '../../../api/evidence';
import { words } from '../../../words';
import classes from './ReliabilityDiagram.module.css';

const SIDE = 260;
const LEFT = 46;
const RIGHT = 24;
const TOP = 8;
const HISTOGRAM = 44;
const GAP = 10;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const BOTTOM = TOP + SIDE + GAP + HISTOGRAM;

/** Accuracy against confidence, and below it how many images have which confidence. */
export function ReliabilityDiagram({ calibration: { bins } }: { readonly calibration: Calibration }) {
  const most = Math.max(...bins.map(({ images }) => images));
  const said = words().evidence.calibration;
  const filled = bins.filter(({ images }) => images > 0);
  return (
    <svg className={classes.diagram} viewBox={`0 0 ${LEFT + SIDE + RIGHT} ${BOTTOM + 40}`} role="img" aria-label={said.diagram}>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line className={classes.grid} x1={LEFT} x2={LEFT + SIDE} y1={up(tick)} y2={up(tick)} />
          <text className={classes.tick} x={LEFT - 6} y={up(tick) + 4} textAnchor="end">
            {100 * tick} %
          </text>
          <text className={classes.tick} x={across(tick)} y={BOTTOM + 15} textAnchor="middle">
            {100 * tick} %
          </text>
        </g>
      ))}
      {filled.map(({ above, upTo, accuracy, confidence, images }) => (
        <g key={above}>
          <rect className={classes.accuracy} x={across(above) + 1} width={SIDE * (upTo - above) - 2} y={up(accuracy)} height={SIDE * accuracy} />
          <line className={classes.confidence} x1={across(above) + 1} x2={across(upTo) - 1} y1={up(confidence)} y2={up(confidence)} />
          <rect className={classes.images} x={across(above) + 1} width={SIDE * (upTo - above) - 2} y={BOTTOM - share(images)} height={share(images)} />
        </g>
      ))}
      <line className={classes.ideal} x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
      <text className={classes.tick} x={LEFT - 6} y={BOTTOM - HISTOGRAM / 2 + 4} textAnchor="end">
        {said.images}
      </text>
      <text className={classes.name} x={LEFT + SIDE / 2} y={BOTTOM + 33} textAnchor="middle">
        {said.head.confidence}
      </text>
      <text className={classes.name} x={LEFT + 8} y={TOP + 14}>
        {said.head.accuracy}
      </text>
    </svg>
  );

  function share(images: number): number {
    return (HISTOGRAM * images) / most;
  }
}

function across(share: number): number {
  return LEFT + SIDE * share;
}

function up(share: number): number {
  return TOP + SIDE * (1 - share);
}
