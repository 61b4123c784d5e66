import type { Translation } from '../../../texts/shape.js';
import type { menuEn } from './en.js';

/** Russian texts about the menu, the account, help and the answers to what is none of ours. */
export const menuRu = {
  greeting: 'Здравствуйте, {name}! 👋',
  ask: 'Чем могу помочь?',
  profile: {
    title: 'Ваш аккаунт',
    name: 'Имя: {name}',
    registered: 'Дата регистрации: {date}',
    together: 'Вы с нами: {days}',
    balance: 'Баланс: {balance}',
    reminders: 'Напоминания: включены',
    noReminders: 'Напоминания: выключены',
  },
  picture: {
    ask: 'Пришлите картинку для главного меню как фото.',
    notOne: 'Это не фото. Пришлите картинку как фото, а не файлом.',
    set: '✅ Теперь у главного меню эта картинка.',
    gone: '✅ Теперь у главного меню нет картинки.',
  },
  help: {
    title: 'Помощь',
    body: 'Всё делается кнопками под сообщениями. Если кнопок не видно, отправьте {command}.',
    line: '{command} — {description}',
    support: 'Остались вопросы? Напишите в поддержку, мы с радостью поможем.',
    commands: 'Команды:',
  },
  unknownText: 'Извините, я вас не понял. Всё, что я умею, есть в меню.',
  forNewPeople: 'Эта ссылка для новых пользователей, а вы уже с нами. Для вас ничего не изменилось.',
  writePrivately: 'Я отвечаю только в личных сообщениях. Нажмите кнопку ниже, чтобы открыть чат.',
  buttons: {
    wallet: '👛 Кошелёк: {balance}',
    trial: '🎁 Попробовать бесплатно',
    trialPaid: '🎁 Пробный период за {price}',
    cart: '🧺 Ваш заказ: {total}',
    downloadHapp: '⬇️ Скачать Happ',
    openPrivately: '💬 Открыть чат',
    profile: '👤 Аккаунт',
    language: '🌐 Язык',
    help: '❓ Помощь',
    removePicture: '🖼 Убрать картинку',
    remind: '🔔 Напоминать',
    doNotRemind: '🔕 Не напоминать',
  },
  commands: {
    help: 'Как пользоваться ботом',
    logo: 'Задать картинку главного меню',
    menu: 'Показать главное меню',
    start: 'Начать сначала',
  },
} as const satisfies Translation<typeof menuEn>;
