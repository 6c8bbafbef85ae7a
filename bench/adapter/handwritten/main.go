// Command handwritten is a contender of bench/adapter: a score endpoint as one would write it by hand with gin and GORM,
// on the adapter's tables and with its scoring model. Statements are prepared once per connection, the pool has as many
// connections as the adapter's, and there are three queries a request, all of the primary keys' ranges. It has no
// authentication, metrics or log, which the adapter has.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/link4health/link4health/adapter/score"
)

// connections to the database, as many as the adapter has by default.
const connections = 16

// server answers requests for scores.
type server struct {
	db    *gorm.DB
	asOf  time.Time
	model score.Model
	zones sync.Map // of *time.Location by name
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	asOf, err := time.Parse(time.RFC3339, os.Getenv("AS_OF"))
	if err != nil {
		return err
	}
	db, err := gorm.Open(mysql.Open(os.Getenv("BENCH_MYSQL")), &gorm.Config{
		PrepareStmt: true, SkipDefaultTransaction: true, Logger: logger.Default.LogMode(logger.Silent),
	})
	if err != nil {
		return err
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	s := &server{db: db, asOf: asOf.UTC(), model: score.V1()}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.Use(gin.Recovery())
	engine.POST("/", s.answer)
	return engine.Run(os.Getenv("BENCH_LISTEN"))
}

// request is what a bridge task posts.
type request struct {
	ID   string `json:"id"`
	Data struct {
		Subject string `json:"subject" binding:"required"`
	} `json:"data"`
}

// answer scores a citizen.
func (s *server) answer(c *gin.Context) {
	var req request
	if err := c.ShouldBindJSON(&req); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	in, err := s.input(c, req.Data.Subject)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		c.JSON(http.StatusNotFound, gin.H{"error": "no citizen is known by that subject"})
		return
	}
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
		return
	}
	result, err := s.model.Score(in)
	if err != nil {
		c.JSON(http.StatusUnprocessableEntity, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusOK, gin.H{
		"jobRunID": req.ID, "statusCode": http.StatusOK, "result": result.Score, "error": nil,
		"data": gin.H{
			"result": result.Score, "score": result.Score, "coverage": result.Coverage, "asOf": result.AsOf.Unix(),
		},
	})
}
