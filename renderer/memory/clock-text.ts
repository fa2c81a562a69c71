function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Time of day in the operator's time zone: "14:05:09", with milliseconds "14:05:09.250". */
export function clockText(at: number, withMilliseconds = false): string {
  const moment = new Date(at);
  const clock = `${pad(moment.getHours())}:${pad(moment.getMinutes())}:${pad(moment.getSeconds())}`;
  return withMilliseconds ? `${clock}.${pad(moment.getMilliseconds(), 3)}` : clock;
}
