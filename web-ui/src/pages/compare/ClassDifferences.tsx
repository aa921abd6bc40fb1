import { Badge, SimpleGrid, Table, Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Predictions } from '../../api/predictions';
import { formatInteger, formatP, formatPercent } from '../../base/format';
import { wilson } from '../../statistics/binomial';
import { byClass, confusionDifference, type ClassPair } from '../../statistics/classes';
import { HeadRow } from '../../widgets/HeadRow';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';
import classes from '../../widgets/ClassMatrix.module.css';

type Props = {
  readonly names: readonly [string, string];
  /** What the classes are called, by their numbers. */
  readonly classes: readonly string[];
  readonly answers: readonly [Predictions, Predictions];
};

const LEVEL = 0.05;
const SHORT = 3;

/** In which classes two networks differ, and what one of them answers where the other answers something else. */
export function ClassDifferences({ names, classes: classNames, answers: [a, b] }: Props) {
  const said = words().compare.difference.classes;
  if (classNames.length === 0) return null;
  const pairs = byClass(a.labels, a.predictions, b.predictions);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" mt="xs">
      <section aria-label={said.title}>
        <Text fw={600} size="sm" mb={4}>
          {said.title}
        </Text>
        <ScrollTable label={said.title} minWidth={440} verticalSpacing={3}>
          <HeadRow
            heads={[
              { name: said.name },
              { name: said.images, right: true },
              ...names.map((name) => ({ name: said.accuracy(name), right: true })),
              ...names.map((name) => ({ name: said.only(name), right: true })),
              { name: said.p, right: true },
            ]}
          />
          <Table.Tbody>
            {pairs.map((pair) => (
              <ClassRow key={pair.label} pair={pair} name={classNames[pair.label] ?? String(pair.label)} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      </section>
      <section aria-label={said.matrix}>
        <Text fw={600} size="sm" mb={4}>
          {said.matrix}
        </Text>
        <Matrix differences={confusionDifference(a.labels, a.predictions, b.predictions, classNames.length)} classNames={classNames} />
        <Text size="xs" c="dimmed" mt={4}>
          {said.matrixHint(names[1], names[0])}
        </Text>
      </section>
    </SimpleGrid>
  );
}

function ClassRow({ pair, name }: { readonly pair: ClassPair; readonly name: string }) {
  const { images, bothRight, onlyFirst, onlySecond, p } = pair;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td ta="right">{formatInteger(images)}</Table.Td>
      {[onlyFirst, onlySecond].map((alone, i) => {
        const { low, high } = wilson(bothRight + alone, images);
        return (
          <Table.Td key={i} ta="right" title={words().compare.difference.wilson(formatPercent(low), formatPercent(high))}>
            {formatPercent((bothRight + alone) / images, 1)}
          </Table.Td>
        );
      })}
      <Table.Td ta="right">{formatInteger(onlyFirst)}</Table.Td>
      <Table.Td ta="right">{formatInteger(onlySecond)}</Table.Td>
      <Table.Td ta="right">
        {p < LEVEL && (
          <Badge size="sm" variant="light" tt="none" mr={6}>
            {words().compare.difference.classes.real}
          </Badge>
        )}
        {formatP(p)}
      </Table.Td>
    </Table.Tr>
  );
}

const signed = (count: number) => (count > 0 ? `+${formatInteger(count)}` : count < 0 ? `−${formatInteger(-count)}` : '0');

function Matrix({ differences, classNames }: { readonly differences: readonly (readonly number[])[]; readonly classNames: readonly string[] }) {
  const said = words().compare.difference.classes;
  const upright = classNames.some((name) => name.length > SHORT);
  const most = Math.max(1, ...differences.flat().map(Math.abs));
  return (
    <ScrollTable label={said.matrix} minWidth={0} className={`numbers ${classes.table}`} verticalSpacing={3} horizontalSpacing={6} withColumnBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          {classNames.map((name) => (
            <Table.Th key={name} scope="col">
              <span className={upright ? classes.upright : undefined}>{name}</span>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((row, label) => (
          <Table.Tr key={classNames[label]}>
            <Table.Th scope="row">{classNames[label]}</Table.Th>
            {row.map((difference, answer) => {
              // More of what is right and less of what is wrong is good.
              const good = difference > 0 === (label === answer);
              const style = { '--shade': `${Math.round(90 * Math.sqrt(Math.abs(difference) / most))}%` } as CSSProperties;
              return (
                <Table.Td
                  key={classNames[answer]}
                  className={`${classes.cell} ${difference === 0 ? classes.none : good ? classes.good : classes.bad}`}
                  style={style}
                  title={said.cell(classNames[label] ?? '', classNames[answer] ?? '', signed(difference))}
                >
                  {signed(difference)}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
