/** Why a read-only role could not be made or removed, in Chinese, with what to do. */
export class ReaderError extends Error {
  private constructor(message: string) {
    super(message);
    this.name = 'ReaderError';
  }

  static badName(name: string): ReaderError {
    return new ReaderError(`账号名“${name}”不能用：请用小写字母开头，只含小写字母、数字和下划线，最长 63 个字符。`);
  }

  static taken(name: string): ReaderError {
    return new ReaderError(`数据库中已有账号“${name}”，它不是为本数据库建立的只读账号，没有改动它。请换一个名称。`);
  }

  static unknown(name: string): ReaderError {
    return new ReaderError(`没有只读账号“${name}”。`);
  }

  static notAllowed(user: string): ReaderError {
    return new ReaderError(
      `DATABASE_URL 的账号“${user}”不能建立账号。请由数据库管理员执行 alter role "${user}" createrole，或在 DATABASE_URL 中用有此权限的账号运行本命令。`,
    );
  }
}
