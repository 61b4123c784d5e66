import type { Translation } from '../../../texts/shape.js';
import type { serversEn } from './en.js';

/** Russian texts about how the servers are. */
export const serversRu = {
  title: 'Статус серверов',
  allUp: 'Все серверы работают. Проверено: {time}.',
  someUp: 'Работает серверов: {up} из {all}. Проверено: {time}.',
  none: 'Пока показывать нечего.',
  stale:
    'Сейчас мы не видим серверы. Так было {time}; теперь всё может быть иначе. Загляните, пожалуйста, через несколько минут.',
  unseen: 'Сейчас мы не видим серверы. Загляните, пожалуйста, через несколько минут.',
  online: '🟢 Работает: {flag} {name}',
  connecting: '🟡 Подключается: {flag} {name}',
  offline: '🔴 Не работает: {flag} {name}',
  buttons: {
    status: '📡 Статус серверов',
    refresh: '🔄 Проверить ещё раз',
    earlier: '⬅️ Предыдущие',
    later: 'Следующие ➡️',
  },
} as const satisfies Translation<typeof serversEn>;
