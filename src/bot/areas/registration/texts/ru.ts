import type { Translation } from '../../../texts/shape.js';
import type { registrationEn } from './en.js';

/** Russian texts about the steps of registration and the choice of a language. */
export const registrationRu = {
  language: {
    name: 'Русский',
    ask: 'Пожалуйста, выберите язык:',
    changed: 'Теперь мы говорим по-русски.',
    isFixed: 'Этот бот говорит только на одном языке.',
  },
  rules: {
    title: 'Правила использования',
    standard:
      'Пожалуйста, пользуйтесь сервисом в рамках закона, не передавайте подписку другим людям, не рассылайте через неё спам и не проводите атак.',
    ask: 'Прочитайте, пожалуйста, правила. Как только вы их примете, мы продолжим.',
    declined:
      'Решать вам, но без согласия с правилами мы не сможем открыть вам доступ. Если передумаете, правила здесь.',
  },
  channel: {
    ask: 'Чтобы пользоваться ботом, сначала подпишитесь на наш канал. Затем вернитесь и нажмите «Я в канале».',
    passed: 'Спасибо за подписку!',
  },
  registered: 'Добро пожаловать! Вы зарегистрированы.',
  alerts: { notJoined: 'Вы ещё не подписаны на канал. Подпишитесь и нажмите ещё раз.' },
  buttons: {
    accept: '✅ Принимаю',
    decline: 'Не принимаю',
    openChannel: '📢 Открыть канал',
    joined: '✅ Я в канале',
  },
  commands: { language: 'Выбрать язык' },
} as const satisfies Translation<typeof registrationEn>;
