import { adminNoticesRu, orderErrorsRu, orderNamesRu, orderNoticesRu } from './orders/ru.js';
import type { Translation } from './shape.js';
import { amountsRu, shopAlertsRu, shopButtonsRu, shopCountsRu } from './shop/ru-buttons.js';
import { changeButtonsRu, changesRu } from './shop/ru-changes.js';
import { shopRu } from './shop/ru.js';

/** Russian texts. */
export const ru = {
  language: {
    name: 'Русский',
    ask: 'Пожалуйста, выберите язык:',
    changed: 'Теперь мы говорим по-русски.',
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
    trouble: `⚠️ Бот не может проверить, кто подписан на канал {channel}. Ответ Telegram: <i>{reason}</i>

Пока это не исправлено, все проходят без подписки. Сделайте бота администратором канала или исправьте канал в настройках.`,
  },
  topic: {
    trouble: `⚠️ Бот больше не может писать в тему {topic} (поле {field}). Ответ Telegram: <i>{reason}</i>

Пока это не исправлено, его сообщения приходят без темы. Откройте тему снова, разрешите боту управлять темами или укажите другую тему.`,
  },
  menu: {
    greeting: 'Здравствуйте, {name}! 👋',
    ask: 'Чем могу помочь?',
    registered: 'Добро пожаловать! Вы зарегистрированы.',
  },
  profile: {
    title: 'Ваш аккаунт',
    name: 'Имя: {name}',
    registered: 'Дата регистрации: {date}',
    together: 'Вы с нами: {days}',
    balance: 'Баланс: {balance}',
  },
  help: {
    title: 'Помощь',
    body: 'Всё делается кнопками под сообщениями. Если кнопок не видно, отправьте {command}.',
    commands: 'Команды:',
    line: '{command} — {description}',
    support: 'Остались вопросы? Напишите в поддержку, мы с радостью поможем.',
  },
  notices: {
    unknownText: 'Извините, я вас не понял. Всё, что я умею, есть в меню.',
    forNewPeople: 'Эта ссылка для новых пользователей, а вы уже с нами. Для вас ничего не изменилось.',
    languageIsFixed: 'Этот бот говорит только на одном языке.',
    channelPassed: 'Спасибо за подписку!',
    blocked: 'Ваш доступ к этому боту закрыт.',
    blockedWithSupport:
      'Ваш доступ к этому боту закрыт. Если вы считаете, что это ошибка, напишите в поддержку.',
    unblocked: 'Вам снова открыт доступ к этому боту. С возвращением!',
    writePrivately: 'Я отвечаю только в личных сообщениях. Нажмите кнопку ниже, чтобы открыть чат.',
  },
  fleet: {
    tokenRevoked:
      '⚠️ Telegram больше не принимает токен бота {bot}, поэтому бот остановлен. Пожалуйста, получите новый токен у @BotFather и укажите его в системе: тогда бот ответит и на сообщения, пришедшие за это время.',
  },
  fallbacks: {
    name: 'друг',
  },
  buttons: {
    ...shopButtonsRu,
    ...changeButtonsRu,
    openOrder: '🧾 Мой заказ',
    openSubscription: '📦 Моя подписка',
    accept: '✅ Принимаю',
    decline: 'Не принимаю',
    openChannel: '📢 Открыть канал',
    joined: '✅ Я в канале',
    openPrivately: '💬 Открыть чат',
    profile: '👤 Аккаунт',
    language: '🌐 Язык',
    help: '❓ Помощь',
    support: '💬 Поддержка',
    menu: '🏠 Главное меню',
  },
  alerts: {
    ...shopAlertsRu,
    staleButton: 'Эта кнопка больше не работает. Вот новое меню.',
    notJoined: 'Вы ещё не подписаны на канал. Подпишитесь и нажмите ещё раз.',
    blocked: 'Ваш доступ к этому боту закрыт.',
  },
  adminNotices: adminNoticesRu,
  orderNames: orderNamesRu,
  orderNotices: orderNoticesRu,
  errors: {
    ...orderErrorsRu,
    'server.bug':
      'Извините, у нас что-то пошло не так. Мы уже знаем об этом. Попробуйте, пожалуйста, немного позже.',
  },
  counts: {
    ...shopCountsRu,
    days: {
      one: '{count} день',
      few: '{count} дня',
      many: '{count} дней',
      other: '{count} дня',
    },
  },
  toman: {
    one: '{count} томан',
    few: '{count} томана',
    many: '{count} томанов',
    other: '{count} томана',
  },
  ...shopRu,
  changes: changesRu,
  amounts: amountsRu,
  nodes: {
    back: '✅ Сервер <b>{name}</b> снова отвечает панели.',
    lost: '⚠️ Сервер <b>{name}</b> больше не отвечает панели.',
  },
  squads: {
    removed: '⚠️ <b>На панели удалены серверы:</b> {squads}',
    subscriptions: 'Действующих подписок, которые их теряют: {count}',
    plans: 'Тарифы с этими серверами: {plans}',
    follows:
      'У кого есть другие серверы, тот остаётся с ними, и при продлении тоже. Если не осталось ни одного, продление не состоится, а деньги вернутся: назначьте, пожалуйста, этим тарифам другие серверы.',
  },
  commands: {
    help: 'Как пользоваться ботом',
    language: 'Выбрать язык',
    menu: 'Показать главное меню',
    start: 'Начать сначала',
  },
} as const satisfies Translation;
