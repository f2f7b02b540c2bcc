//! Commands in the database: they outlive a restart, expire, and are answered once.

use backend::domain::DeviceId;
use backend::domain::Page;
use backend::domain::command::{CommandAnswer, CommandStatus, GivenCommand};
use backend::domain::commands::COMMANDS;
use serde_json::Map;

use crate::support::MANY;
use crate::support::bench::Bench;

async fn give(bench: &Bench, device: &DeviceId) -> GivenCommand {
    let by = "tester".to_owned();
    let given = bench
        .store
        .give_command(device, &COMMANDS[0], Map::new(), by);
    given.await.unwrap().unwrap()
}

async fn statuses(bench: &Bench, device: &DeviceId) -> Vec<CommandStatus> {
    let list = bench
        .store
        .commands(device, None, Page::new(MANY, None))
        .await;
    let items = list.unwrap().items;
    items.iter().map(|command| command.status).collect()
}

fn done(id: i64) -> CommandAnswer {
    CommandAnswer {
        id,
        ok: true,
        message: None,
    }
}

#[tokio::test]
async fn commands__expire__after_their_time() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let waiting = give(&bench, &device).await;
    let sent = give(&bench, &device).await;
    bench.store.command_sent(sent.id).await.unwrap();
    bench.clock.advance_ms(COMMANDS[0].expires_ms - 1);
    bench.store.expire_commands().await.unwrap();
    let expected = [CommandStatus::Sent, CommandStatus::Pending];
    assert_eq!(statuses(&bench, &device).await, expected);
    bench.clock.advance_ms(1);
    bench.store.expire_commands().await.unwrap();
    assert_eq!(statuses(&bench, &device).await, [CommandStatus::Expired; 2]);
    bench.store.command_sent(waiting.id).await.unwrap();
    let open = bench.store.devices_with_commands(CommandStatus::Pending);
    assert_eq!(open.await.unwrap(), [], "it is sent no more");
    assert_eq!(statuses(&bench, &device).await, [CommandStatus::Expired; 2]);
}

#[tokio::test]
async fn commands__answer__counts_once_and_also_when_late() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let other = bench.device("b").await;
    let command = give(&bench, &device).await;
    bench.clock.advance_ms(COMMANDS[0].expires_ms);
    bench.store.expire_commands().await.unwrap();
    let answered = async |device: &DeviceId, answer: CommandAnswer| {
        let noted = bench.store.command_answered(device, answer).await;
        noted.unwrap()
    };
    assert!(!answered(&other, done(command.id)).await, "not its own");
    assert!(answered(&device, done(command.id)).await);
    let again = CommandAnswer {
        ok: false,
        ..done(command.id)
    };
    assert!(!answered(&device, again).await);
    let expected = [CommandStatus::Acknowledged];
    assert_eq!(statuses(&bench, &device).await, expected);
}

#[tokio::test]
async fn commands__offline__outlive_a_restart_and_go_with_their_device() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let command = give(&bench, &device).await;
    let bench = bench.restart().await;
    let waiting = bench.store.commands_in(&device, CommandStatus::Pending);
    assert_eq!(waiting.await.unwrap(), [command]);
    bench.store.delete_device(&device).await.unwrap();
    bench.device("a").await;
    assert_eq!(statuses(&bench, &device).await, []);
}
