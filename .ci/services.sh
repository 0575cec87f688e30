# Sourced by .ci/run: finds PostgreSQL, Redis and RabbitMQ on their standard ports on loopback, installs and starts those that
# are missing, and exports their addresses for the tests. What it started ends with .ci/run; what was there stays.

services=$(mktemp -d)
chmod 755 "$services"
ours=()

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# await NAME PORT
await() {
  local i
  for ((i = 0; i < 600; i++)); do
    ! listening "$2" || return 0
    sleep 0.1
  done
  echo "$1 does not listen on port $2 after a minute"
  return 1
}

stop_services() {
  local pid
  for pid in "${ours[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${ours[@]}"; do
    tail --pid="$pid" -f /dev/null
  done
  rm -rf "$services"
}

start_postgres() {
  local bin
  [[ -n $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null) ]] || install no-postgres postgresql
  bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
  mkdir "$services/postgres"
  chown postgres "$services/postgres"
  runuser -u postgres -- "$bin/initdb" -A trust -D "$services/postgres/data" >"$services/postgres/initdb.log"
  runuser -u postgres -- "$bin/postgres" -D "$services/postgres/data" -p 5432 -h 127.0.0.1 -k "$services/postgres" \
    >"$services/postgres/log" 2>&1 &
  ours+=($!)
  await PostgreSQL 5432
  ours+=("$(head -n 1 "$services/postgres/data/postmaster.pid")")
}

start_redis() {
  install redis-server redis-server
  redis-server --bind 127.0.0.1 --port 6379 --save "" --appendonly no --dir "$services" >"$services/redis.log" &
  ours+=($!)
  await Redis 6379
}

start_rabbitmq() {
  install rabbitmq-server rabbitmq-server
  mkdir "$services/rabbitmq"
  chown rabbitmq "$services/rabbitmq"
  echo "listeners.tcp.local = 127.0.0.1:5672" >"$services/rabbitmq/own.conf"
  RABBITMQ_CONFIG_FILE=$services/rabbitmq/own RABBITMQ_PID_FILE=$services/rabbitmq/pid \
    RABBITMQ_LOG_BASE=$services/rabbitmq RABBITMQ_MNESIA_BASE=$services/rabbitmq rabbitmq-server \
    >"$services/rabbitmq.log" 2>&1 &
  ours+=($!)
  await RabbitMQ 5672
  ours+=("$(<"$services/rabbitmq/pid")")
}

# What the servers hold, where their own tools can be asked: tests must take away what they brought, or the next run finds it.
holdings() {
  redis-cli -h 127.0.0.1 --scan 2>/dev/null | sed 's/^/Redis key /' | sort
  timeout 60 rabbitmqctl -q list_queues --no-table-headers name 2>/dev/null | sed 's/^/RabbitMQ queue /' | sort
}

listening 5432 || start_postgres
listening 6379 || start_redis
listening 5672 || start_rabbitmq
export OBS_IT_POSTGRES=127.0.0.1:5432 OBS_IT_REDIS=127.0.0.1:6379 OBS_IT_RABBITMQ=127.0.0.1:5672
holdings >"$services/held" || true
