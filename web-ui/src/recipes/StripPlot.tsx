import type { Range, Recipe } from '../api/comparison';
import classes from './Recipes.module.css';

type Props = {
  readonly recipe: Recipe;
  /** From where to where the plots of all recipes go. */
  readonly scale: Range;
  readonly label: string;
};

const WIDTH = 200;
const HEIGHT = 20;
const MARGIN = 6;

/** The value of each seed as a dot, their mean as a stroke, and its interval as a line; all recipes on one scale. */
export function StripPlot({ recipe, scale, label }: Props) {
  const span = scale.high - scale.low;
  const at = (value: number) => MARGIN + (span === 0 ? 0.5 : Math.min(1, Math.max(0, (value - scale.low) / span))) * (WIDTH - 2 * MARGIN);
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className={classes.strip}>
      <line x1={MARGIN} x2={WIDTH - MARGIN} y1={middle} y2={middle} className={classes.axis} />
      {recipe.interval && <line x1={at(recipe.interval.low)} x2={at(recipe.interval.high)} y1={middle} y2={middle} className={classes.interval} />}
      {recipe.runs.map((run) => (
        <circle key={run.id} cx={at(run.value)} cy={middle} r={3} className={classes.dot}>
          <title>{`${run.name}: ${run.value}`}</title>
        </circle>
      ))}
      <line x1={at(recipe.mean)} x2={at(recipe.mean)} y1={2} y2={HEIGHT - 2} className={classes.mean} />
    </svg>
  );
}

/** All values of all recipes, with the intervals of the means where these are not far wider. */
export function scaleOf(recipes: readonly Recipe[]): Range {
  const values = recipes.flatMap(({ runs }) => runs.map(({ value }) => value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) / 2;
  const ends = recipes.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : []));
  return { low: Math.max(low - room, Math.min(low, ...ends)), high: Math.min(high + room, Math.max(high, ...ends)) };
}
