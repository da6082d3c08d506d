package dev.millrace.store.sql;

import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingNodes;
import java.time.Instant;
import java.util.List;

/** The server processes of a home. */
final class SqlNodes implements ServingNodes {
  private final Transactions transactions;

  SqlNodes(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void beat(ServingNode node) {
    var _ =
        transactions.<Integer>write(
            write ->
                write
                    .session()
                    .execute(
                        "INSERT INTO serving_node (node, environment, started, heard, counted)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (node) DO UPDATE"
                            + " SET heard = excluded.heard, counted = excluded.counted",
                        node.node().value(),
                        node.environment().value(),
                        Rows.micros(node.started()),
                        Rows.micros(node.heard()),
                        node.counted()));
  }

  @Override
  public void leave(NodeName node) {
    var _ =
        transactions.<Integer>write(
            write ->
                write.session().execute("DELETE FROM serving_node WHERE node = ?", node.value()));
  }

  @Override
  public List<ServingNode> list(Instant since) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM serving_node WHERE heard >= ? ORDER BY node",
                row ->
                    new ServingNode(
                        new NodeName(row.getString("node")),
                        new EnvironmentName(row.getString("environment")),
                        Rows.instant(row, "started"),
                        Rows.instant(row, "heard"),
                        row.getString("counted")),
                Rows.micros(since)));
  }
}
