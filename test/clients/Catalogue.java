import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What Metabase, FineBI and DBeaver ask a JDBC driver, then every row as they fetch it, as lines of values with tabs
 * between: first what the line tells. Argument: the JDBC URL.
 */
class Catalogue {
  private static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      DatabaseMetaData meta = connection.getMetaData();
      tell("schema", meta.getSchemas(), "TABLE_SCHEM");
      tell("table", meta.getTables(null, "reporting", "%", new String[] {"TABLE", "VIEW"}),
          "TABLE_NAME", "TABLE_TYPE", "REMARKS");
      tell("column", meta.getColumns(null, "reporting", "%", "%"),
          "TABLE_NAME", "COLUMN_NAME", "TYPE_NAME", "IS_NULLABLE", "REMARKS");
      List<String> tables = new ArrayList<>();
      try (ResultSet found = meta.getTables(null, "reporting", "%", null)) {
        while (found.next()) {
          if (found.getString("TABLE_TYPE").matches("TABLE|VIEW")) tables.add(found.getString("TABLE_NAME"));
        }
      }
      // Rows come in portions only in a transaction.
      connection.setAutoCommit(false);
      for (String table : tables) {
        tell("primary", meta.getPrimaryKeys(null, "reporting", table), "TABLE_NAME", "KEY_SEQ", "COLUMN_NAME");
        tell("foreign", meta.getImportedKeys(null, "reporting", table),
            "FKTABLE_NAME", "FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME");
        try (Statement statement = connection.createStatement()) {
          statement.setFetchSize(100);
          tellAll("row", table, statement.executeQuery("select * from reporting." + table));
        }
      }
      connection.rollback();
      tellRefusal(connection, "update reporting.target set name = 'x'");
      tellRefusal(connection, "create table reporting.mine (a int)");
    }
    out.flush();
  }

  private static void tell(String what, ResultSet rows, String... columns) throws SQLException {
    try (rows) {
      while (rows.next()) {
        out.print(what);
        for (String column : columns) out.print("\t" + rows.getString(column));
        out.print("\n");
      }
    }
  }

  private static void tellAll(String what, String table, ResultSet rows) throws SQLException {
    try (rows) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        out.print(what + "\t" + table);
        for (int column = 1; column <= width; column += 1) out.print("\t" + rows.getString(column));
        out.print("\n");
      }
    }
  }

  private static void tellRefusal(Connection connection, String write) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(write);
      out.print("refusal\twritten\n");
    } catch (SQLException error) {
      out.print("refusal\t" + error.getSQLState() + "\n");
    }
    connection.rollback();
  }
}
