import { Kbd, Modal, Table } from '@mantine/core';
import { words } from '../words';

type Props = { readonly opened: boolean; readonly onClose: () => void };

/** All keys. */
export function ShortcutsDialog({ opened, onClose }: Props) {
  const { title, keys, close } = words().app.shortcuts;
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': close }}>
      <Table verticalSpacing={4} aria-label={title}>
        <Table.Tbody>
          {keys.map(([key, meaning]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">
                <Kbd size="xs">{key}</Kbd>
              </Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
